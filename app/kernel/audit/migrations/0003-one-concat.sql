-- The same bytes put together by one call in the place of thirty: what an expression is made of is set up anew in every transaction.
-- Only the actor and the unit may be missing (audit_field writes that); the other columns are not null.
create or replace function audit_append(
  p_at timestamptz, p_actor_kind text, p_actor_id uuid, p_actor_name text, p_action text,
  p_subject_kind text, p_subject_id text, p_unit_id uuid, p_request_id text, p_detail jsonb
) returns void language plpgsql as $$
declare
  mine text := current_setting('hagi.audit_lane', true);
  start_lane smallint;
  head audit_lane%rowtype;
  next_hash bytea;
  micros bigint := extract(epoch from p_at) * 1000000;
begin
  if mine is not null and mine <> '' then
    -- A transaction stays in its lane: whoever waits for a lane holds none.
    select * into head from audit_lane where lane = mine::smallint for update;
  else
    start_lane := pg_backend_pid() % 64;
    select * into head from audit_lane where lane >= start_lane order by lane for update skip locked limit 1;
    if not found then
      select * into head from audit_lane where lane < start_lane order by lane for update skip locked limit 1;
    end if;
    if not found then
      select * into head from audit_lane where lane = start_lane for update;
    end if;
    if not found then
      raise exception 'audit lane % is missing', start_lane;
    end if;
    perform set_config('hagi.audit_lane', head.lane::text, true);
  end if;
  next_hash := sha256(head.hash || convert_to(concat(
    length(head.lane::text), ':', head.lane, ',', length((head.seq + 1)::text), ':', head.seq + 1, ',',
    length(micros::text), ':', micros, ',', octet_length(p_actor_kind), ':', p_actor_kind, ',', audit_field(p_actor_id::text),
    octet_length(p_actor_name), ':', p_actor_name, ',', octet_length(p_action), ':', p_action, ',',
    octet_length(p_subject_kind), ':', p_subject_kind, ',', octet_length(p_subject_id), ':', p_subject_id, ',', audit_field(p_unit_id::text),
    octet_length(p_request_id), ':', p_request_id, ',', octet_length(p_detail::text), ':', p_detail, ','), 'UTF8'));
  insert into audit_event
    values (head.lane, head.seq + 1, p_at, p_actor_kind, p_actor_id, p_actor_name, p_action, p_subject_kind, p_subject_id,
      p_unit_id, p_request_id, p_detail, next_hash);
  update audit_lane set seq = head.seq + 1, hash = next_hash where lane = head.lane;
end
$$;
