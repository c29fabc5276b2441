-- As kernel/notices has them: PostgreSQL reads a CHECK of a table anew in every statement that writes a row, that of a type it keeps.
create domain subsidy_yen as bigint check (value >= 0);
create domain subsidy_sha256 as text check (value ~ '^[0-9a-f]{64}$');
alter table subsidy_application
  drop constraint subsidy_application_wanted_yen_check, drop constraint subsidy_application_awarded_yen_check,
  drop constraint subsidy_application_settled_yen_check, drop constraint subsidy_application_content_sha256_check,
  alter column wanted_yen type subsidy_yen, alter column awarded_yen type subsidy_yen, alter column settled_yen type subsidy_yen,
  alter column content_sha256 type subsidy_sha256;
-- What concerns several columns is one CHECK in the place of two.
alter table subsidy_application
  drop constraint subsidy_application_check, drop constraint subsidy_application_check1,
  add constraint subsidy_application_filed_whole check (
    ((state = 'draft') = (filed_at is null) or state = 'withdrawn')
    and (filed_at is null or (case_id is not null and number is not null and content_sha256 is not null)));
