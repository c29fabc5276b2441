-- PostgreSQL reads a CHECK of a table anew in every statement that writes a row, that of a type it keeps. A passage for readers
-- without a reader is found by nobody, so that rule needs no check.
create domain search_audience as text check (value in ('public', 'staff', 'readers'));
alter table search_passage drop constraint search_passage_check, drop constraint search_passage_audience_check,
  alter column audience type search_audience;
