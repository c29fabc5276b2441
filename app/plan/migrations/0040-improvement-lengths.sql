-- PostgreSQL reads every CHECK of a table anew for each statement that writes a row: twelve of them took a third of the
-- time of a filing's row. A length is part of the type, the rest of the rules are two checks.
alter table improvement
  drop constraint improvement_title_check, drop constraint improvement_present_way_check,
  drop constraint improvement_proposed_way_check, drop constraint improvement_evidence_check,
  drop constraint improvement_minutes_now_check, drop constraint improvement_minutes_after_check,
  drop constraint improvement_times_a_year_check, drop constraint improvement_people_check,
  drop constraint improvement_per_check, drop constraint improvement_state_check,
  drop constraint improvement_check, drop constraint improvement_check1,
  alter column title type varchar(100), alter column present_way type varchar(4000),
  alter column proposed_way type varchar(4000), alter column evidence type varchar(4000),
  add constraint improvement_steps check (state in
      ('draft', 'filed', 'returned', 'in-approval', 'adopted', 'done', 'measured', 'declined', 'withdrawn')
    and (state = 'draft') = (filed_at is null) and (state = 'measured') = (measured_saved_minutes is not null)),
  add constraint improvement_hours check (title <> '' and per in ('occurrence', 'month')
    and least(minutes_now, minutes_after, times_a_year, people) >= 0
    and greatest(minutes_now, minutes_after) <= 6000000 and greatest(times_a_year, people) <= 1000000);
