-- Who is told, and of what, needs no foreign key: notice_tell() alone writes these rows, with the notice it has just written and the people
-- it has just read, and neither is ever deleted. The keys locked the same few colleagues' rows in every filing of a section at once
-- (docs/decisions/0012-recipients-without-keys.md).
alter table notice_recipient drop constraint notice_recipient_notice_id_fkey, drop constraint notice_recipient_person_id_fkey;
