-- A case: its number, its state, who owns it, every step, every deadline. What it is about lies in its module.

create table case_file (
  id uuid primary key default hagi_id(),
  kind text not null,                     -- "improvement", "plan.review"
  number text not null unique,            -- 改善-R8-000123
  series text not null,                   -- the number's first part; kinds that share it share its numbers
  fiscal_year smallint not null,
  serial bigint not null,
  title text not null,
  link text not null default '',
  state text not null,
  state_since timestamptz not null,
  unit_id uuid not null references unit,
  assignee_id uuid references person,
  opened_at timestamptz not null,
  opened_by uuid references person,
  unique (series, fiscal_year, serial)
);
create index case_file_unit on case_file (unit_id, kind);
create index case_file_assignee on case_file (assignee_id) where assignee_id is not null;

create table case_step (
  n bigint generated always as identity primary key,
  case_id uuid not null references case_file,
  move text not null,                     -- a move of the state table, or open, assign, transfer
  from_state text,
  to_state text not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  reason text not null default '',
  detail jsonb not null default '{}'
);
create index case_step_case on case_step (case_id, n);

create table case_deadline (
  id uuid primary key default hagi_id(),
  case_id uuid not null references case_file,
  name text not null,
  due_on date not null,
  remind_on date,
  reminded_at timestamptz,
  met_at timestamptz,
  created_at timestamptz not null default now(),
  unique (case_id, name)
);
create index case_deadline_open on case_deadline (due_on) where met_at is null;
create index case_deadline_remind on case_deadline (remind_on) where met_at is null and reminded_at is null;

-- The next receipt number of a series in a fiscal year. From a sequence, so that nobody waits for anybody; an undone
-- transaction leaves a gap. The sequence is made when the first case of the year is opened.
create function case_next_serial(p_series text, p_fiscal_year int) returns bigint language plpgsql as $$
declare
  name text := 'case_serial_' || substr(encode(sha256(convert_to(p_series, 'UTF8')), 'hex'), 1, 16) || '_' || p_fiscal_year;
begin
  if to_regclass(name) is null then
    perform pg_advisory_xact_lock(4822, hashtext(name));
    -- Starts behind what is there: a restored or moved database may hold cases without the sequence.
    execute format('create sequence if not exists %I start %s', name,
      (select coalesce(max(serial), 0) + 1 from case_file where series = p_series and fiscal_year = p_fiscal_year));
  end if;
  return nextval(name::regclass);
end
$$;

create function case_open(
  p_kind text, p_prefix text, p_year_label text, p_fiscal_year int, p_state text, p_unit_id uuid, p_title text, p_link text,
  p_at timestamptz, p_actor_kind text, p_actor_id uuid, p_actor_name text, p_person_id uuid, out case_id uuid, out number text
) language plpgsql as $$
declare
  serial bigint := case_next_serial(p_prefix, p_fiscal_year);
begin
  number := p_prefix || '-' || p_year_label || '-' || case when serial > 999999 then serial::text else lpad(serial::text, 6, '0') end;
  insert into case_file (kind, number, series, fiscal_year, serial, title, link, state, state_since, unit_id, opened_at, opened_by)
    values (p_kind, number, p_prefix, p_fiscal_year, serial, p_title, p_link, p_state, p_at, p_unit_id, p_at, p_person_id)
    returning id into case_id;
  insert into case_step (case_id, move, from_state, to_state, at, actor_kind, actor_id, actor_name)
    values (case_id, 'open', null, p_state, p_at, p_actor_kind, p_actor_id, p_actor_name);
end
$$;

create function case_move(
  p_case_id uuid, p_move text, p_from text, p_to text, p_at timestamptz, p_actor_kind text, p_actor_id uuid, p_actor_name text,
  p_reason text, p_detail jsonb
) returns void language plpgsql as $$
begin
  update case_file set state = p_to, state_since = p_at where id = p_case_id;
  insert into case_step (case_id, move, from_state, to_state, at, actor_kind, actor_id, actor_name, reason, detail)
    values (p_case_id, p_move, p_from, p_to, p_at, p_actor_kind, p_actor_id, p_actor_name, p_reason, p_detail);
end
$$;

-- Document numbers (文書番号: 年度-課-通番) have no gaps: the row is locked until the transaction is decided.
create table case_document_number (
  unit_id uuid not null references unit,
  fiscal_year smallint not null,
  symbol text not null,
  last bigint not null,
  primary key (unit_id, fiscal_year, symbol)
);
