-- What every opening of the work list and of the desk asks: how many of each state and clerk, and the largest first.
create index subsidy_application_load on subsidy_application (unit_id, state, clerk_id, process_by) where filed_at is not null;
create index subsidy_application_amount on subsidy_application (unit_id, coalesce(wanted_yen, 0), id) where filed_at is not null;
