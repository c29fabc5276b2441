-- One index the less for each person told: rows are looked for by person, and those to be mailed by their mail's state.
drop index notice_recipient_inbox;
alter table notice_recipient drop constraint notice_recipient_pkey, add primary key (person_id, notice_id);
-- Lengths as types: a CHECK is read anew by every statement that writes a row.
alter table notice drop constraint notice_subject_check, drop constraint notice_body_check, drop constraint notice_link_check,
  alter column subject type varchar(200), alter column body type varchar(4000),
  add constraint notice_words check (subject <> '' and link like '/%');
