-- As with lengths: PostgreSQL reads a CHECK of a table anew in every statement that writes a row, that of a type it keeps.
create domain notice_link as text check (value like '/%');
create domain notice_mail_state as text check (value in ('none', 'unset', 'waiting', 'digest', 'sent', 'refused'));
create domain notice_subject as varchar(200) check (value <> '');
alter table notice drop constraint notice_words, alter column subject type notice_subject, alter column link type notice_link;
alter table notice_recipient drop constraint notice_recipient_mail_check, alter column mail type notice_mail_state;
