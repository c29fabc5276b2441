-- Who did what to what, when: append-only, chained by hash. One chain would make every change in the prefecture wait
-- for the one before it, so there are 64 (lanes): a transaction takes any free one and keeps it until it commits.

create table audit_lane (
  lane smallint primary key,
  seq bigint not null default 0,          -- of the last event in the lane
  hash bytea not null default decode(repeat('00', 32), 'hex')
) with (fillfactor = 10, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0);
insert into audit_lane (lane) select generate_series(0, 63);

create table audit_event (
  lane smallint not null,
  seq bigint not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  unit_id uuid,
  request_id text not null,
  detail jsonb not null default '{}',
  hash bytea not null,
  primary key (lane, seq)
);
create index audit_event_at on audit_event (at, lane, seq);
create index audit_event_subject on audit_event (subject_kind, subject_id, at);
create index audit_event_actor on audit_event (actor_id, at);

-- A netstring (length:text,): no two different rows give the same bytes. The same is written in canonical-event.ts.
create function audit_field(value text) returns text language sql immutable parallel safe as $$
  select case when value is null then '-,' else octet_length(value)::text || ':' || value || ',' end
$$;

create function audit_append(
  p_at timestamptz, p_actor_kind text, p_actor_id uuid, p_actor_name text, p_action text,
  p_subject_kind text, p_subject_id text, p_unit_id uuid, p_request_id text, p_detail jsonb
) returns void language plpgsql as $$
declare
  mine text := current_setting('hagi.audit_lane', true);
  start_lane smallint;
  head audit_lane%rowtype;
  next_hash bytea;
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
  next_hash := sha256(head.hash || convert_to(
    audit_field(head.lane::text) || audit_field((head.seq + 1)::text)
    || audit_field((extract(epoch from p_at) * 1000000)::bigint::text)
    || audit_field(p_actor_kind) || audit_field(p_actor_id::text) || audit_field(p_actor_name)
    || audit_field(p_action) || audit_field(p_subject_kind) || audit_field(p_subject_id) || audit_field(p_unit_id::text)
    || audit_field(p_request_id) || audit_field(p_detail::text), 'UTF8'));
  insert into audit_event
    values (head.lane, head.seq + 1, p_at, p_actor_kind, p_actor_id, p_actor_name, p_action, p_subject_kind, p_subject_id,
      p_unit_id, p_request_id, p_detail, next_hash);
  update audit_lane set seq = head.seq + 1, hash = next_hash where lane = head.lane;
end
$$;

create function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'audit events are append-only' using errcode = 'restrict_violation';
end
$$;
create trigger audit_event_append_only before update or delete on audit_event for each row execute function audit_refuse();
create trigger audit_event_no_truncate before truncate on audit_event for each statement execute function audit_refuse();
create trigger audit_lane_stays before delete on audit_lane for each row execute function audit_refuse();
create trigger audit_lane_no_truncate before truncate on audit_lane for each statement execute function audit_refuse();
