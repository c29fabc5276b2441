-- The plan: an edition per fiscal year (and per mid-year revision), in it three ideals, directions, initiatives.

-- An initiative keeps its identity over editions, whatever it is called or numbered.
create table plan_initiative (
  id uuid primary key default hagi_id(),
  -- The key of the tool in app/initiatives.ts, where there is one.
  key text unique,
  created_at timestamptz not null default now()
);

create table plan_edition (
  id uuid primary key default hagi_id(),
  fiscal_year integer not null check (fiscal_year between 2000 and 2100),
  -- 0: as made for the year; 1, 2, …: revised during it.
  revision integer not null default 0 check (revision >= 0),
  title text not null,
  position text not null default '',      -- 位置付け
  term text not null default '',          -- 有効期間
  status text not null default 'draft' check (status in ('draft', 'in-approval', 'in-force', 'closed')),
  based_on_id uuid references plan_edition,
  reason text not null default '',        -- why a mid-year revision
  approval_id uuid,                       -- the running or last approval
  in_force_on date,
  closed_on date,
  frozen_at timestamptz,
  frozen_hash text,                       -- sha256 of the canonical content when it was frozen
  version integer not null default 1,     -- counts every change in the edition, for conflicts and caches
  created_by uuid references person,
  created_at timestamptz not null default now(),
  unique (fiscal_year, revision)
);
-- One edition rules at a time.
create unique index plan_edition_in_force on plan_edition ((true)) where status = 'in-force';

create table plan_ideal (
  id uuid primary key default hagi_id(),
  edition_id uuid not null references plan_edition on delete cascade,
  sort integer not null,
  text text not null check (length(text) between 1 and 1000)
);
create index plan_ideal_edition on plan_ideal (edition_id, sort);

create table plan_direction (
  id uuid primary key default hagi_id(),
  edition_id uuid not null references plan_edition on delete cascade,
  numeral text not null,
  title text not null check (length(title) between 1 and 200),
  aim text not null default '',
  sort integer not null,
  unique (edition_id, numeral)
);

-- 取組シート: an initiative as one edition has it.
create table plan_sheet (
  id uuid primary key default hagi_id(),
  edition_id uuid not null references plan_edition on delete cascade,
  direction_id uuid not null references plan_direction on delete cascade,
  initiative_id uuid not null references plan_initiative,
  number integer not null check (number between 1 and 99),
  title text not null check (length(title) between 1 and 200),
  aliases text[] not null default '{}',
  text text not null default '',              -- 取組の概要 (the official sentences)
  owner_unit_id uuid references unit,         -- 主管課
  partner_unit_ids uuid[] not null default '{}',
  present_state text not null default '',     -- 現状
  actions text not null default '',           -- 今年度の取組
  no_indicator_reason text not null default '',   -- 「指標なし」 with its reason
  logic_model jsonb not null default '{}',    -- {inputs, activities, outputs, outcomes}: text each
  next_year_proposal text not null default '',
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  unique (edition_id, initiative_id)
);
create index plan_sheet_direction on plan_sheet (direction_id, number);
create index plan_sheet_owner on plan_sheet (owner_unit_id);
create index plan_sheet_initiative on plan_sheet (initiative_id);

-- 課題: raised in one edition, solved (or not) in another; never deleted.
create table plan_issue (
  id uuid primary key default hagi_id(),
  initiative_id uuid not null references plan_initiative,
  text text not null check (length(text) between 1 and 2000),
  raised_in uuid not null references plan_edition,
  raised_by uuid references person,
  raised_at timestamptz not null default now(),
  solved_in uuid references plan_edition,
  solved_with text,                           -- what solved it
  solved_by uuid references person,
  solved_at timestamptz,
  check ((solved_in is null) = (solved_with is null))
);
create index plan_issue_initiative on plan_issue (initiative_id);

create table plan_milestone (
  id uuid primary key default hagi_id(),
  sheet_id uuid not null references plan_sheet on delete cascade,
  quarter integer not null check (quarter between 1 and 4),
  text text not null check (length(text) between 1 and 500),
  done_on date,
  evidence text not null default '',
  sort integer not null default 0
);
create index plan_milestone_sheet on plan_milestone (sheet_id, quarter, sort);

-- 指標: none to three a sheet.
create table plan_indicator (
  id uuid primary key default hagi_id(),
  sheet_id uuid not null references plan_sheet on delete cascade,
  -- The same indicator over editions.
  lineage_id uuid not null default hagi_id(),
  sort integer not null,
  kind text not null check (kind in ('output', 'outcome')),   -- 活動指標 / 成果指標
  name text not null check (length(name) between 1 and 200),
  unit text not null default '',
  better text not null default 'up' check (better in ('up', 'down')),
  baseline numeric,
  baseline_note text not null default '',
  target numeric,
  no_target_reason text not null default '',
  target_basis text not null default '',      -- 目標値の設定根拠
  measure_key text,                           -- counted by the platform; null: entered by hand with evidence
  unique (sheet_id, sort),
  check (target is not null or no_target_reason <> '')
);

create table plan_indicator_value (
  id uuid primary key default hagi_id(),
  lineage_id uuid not null,
  month date not null check (extract(day from month) = 1),
  value numeric not null,
  evidence text not null check (length(evidence) between 1 and 1000),
  entered_by uuid references person,
  entered_at timestamptz not null default now(),
  replaced_at timestamptz                     -- a correction leaves the former value in place
);
create unique index plan_indicator_value_current on plan_indicator_value (lineage_id, month) where replaced_at is null;

-- Every sentence's history: one row per field and change, over all editions of an initiative.
create table plan_text_version (
  id uuid primary key default hagi_id(),
  edition_id uuid not null references plan_edition on delete cascade,
  initiative_id uuid references plan_initiative,   -- null: a text of the edition itself
  field text not null,
  text text not null,
  reason text not null default '',
  changed_by uuid references person,
  changed_by_name text not null,
  changed_at timestamptz not null default now()
);
create index plan_text_version_field on plan_text_version (initiative_id, field, changed_at);
create index plan_text_version_edition on plan_text_version (edition_id, changed_at);

-- From edition N to N+1: what became of each initiative, and why.
create table plan_succession (
  id uuid primary key default hagi_id(),
  edition_id uuid not null references plan_edition on delete cascade,   -- the new one
  from_initiative_id uuid references plan_initiative,                    -- null: 新規
  to_initiative_id uuid references plan_initiative,                      -- null: 終了
  change text not null check (change in ('continue', 'expand', 'shrink', 'merge', 'split', 'end', 'new')),
  reason text not null default '',
  decided_by uuid references person,
  decided_at timestamptz not null default now(),
  check (change <> 'new' or from_initiative_id is null),
  check (change <> 'end' or to_initiative_id is null),
  unique nulls not distinct (edition_id, from_initiative_id, to_initiative_id)
);

-- Who has read an edition.
create table plan_reading (
  edition_id uuid not null references plan_edition on delete cascade,
  person_id uuid not null references person,
  read_at timestamptz not null default now(),
  primary key (edition_id, person_id)
);
