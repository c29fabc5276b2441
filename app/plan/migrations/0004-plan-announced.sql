-- Who is told of a filing follows from the edition in force and its owner units, and is remembered with the people it
-- is read for (kernel/people/remembered.ts): announced like theirs.
create trigger plan_edition_announced after insert or delete or update of status on plan_edition
  for each statement execute function people_changed();
create trigger plan_sheet_announced after insert or delete or update of owner_unit_id, initiative_id on plan_sheet
  for each statement execute function people_changed();
