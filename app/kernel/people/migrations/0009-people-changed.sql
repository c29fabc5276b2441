-- Every process that remembers who is behind a session forgets all of them when anything they depend on changes.
-- A session that begins or is seen again changes nothing for the others.
create function people_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('hagi_people', '');
  return null;
end
$$;
create trigger session_changed after update of revoked_at, company_id or delete on session for each statement execute function people_changed();
create trigger person_changed after update or delete on person for each statement execute function people_changed();
create trigger staff_post_changed after insert or update or delete on staff_post for each statement execute function people_changed();
create trigger role_grant_changed after insert or update or delete on role_grant for each statement execute function people_changed();
create trigger unit_period_changed after insert or update or delete on unit_period for each statement execute function people_changed();
create trigger company_member_changed after insert or update or delete on company_member for each statement execute function people_changed();
