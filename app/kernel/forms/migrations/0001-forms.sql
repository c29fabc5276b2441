-- 様式 (form) and its versions. A version is a draft until it is opened; an opened one never changes, so that whoever
-- began on it can finish on it and what was asked can be shown years later.
create table form (
  id uuid primary key default hagi_id(),
  unit_id uuid not null references unit,
  title varchar(100) not null check (title <> ''),
  note varchar(500) not null default '',
  created_by uuid references person,
  created_at timestamptz not null,
  retired_at timestamptz
);
create index form_unit on form (unit_id, title);

create table form_version (
  id uuid primary key default hagi_id(),
  form_id uuid not null references form,
  number integer not null check (number > 0),
  state text not null default 'draft' check (state in ('draft', 'open')),
  definition jsonb not null,
  -- The draft before its last change: one step back.
  previous jsonb,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  version integer not null default 1,
  changed_by uuid references person,
  changed_at timestamptz not null,
  opened_by uuid references person,
  opened_at timestamptz,
  unique (form_id, number),
  check ((state = 'open') = (opened_at is not null and sha256 is not null))
);
-- One draft of a form at a time.
create unique index form_version_draft on form_version (form_id) where state = 'draft';

create function form_version_stands() returns trigger language plpgsql as $$
begin
  if old.state = 'open' then
    raise exception 'an opened version of a form is never changed';
  end if;
  return new;
end
$$;
create trigger form_version_stands before update or delete on form_version for each row execute function form_version_stands();
