-- 審査会 of a call: by what it scores. Frozen once a sheet has been submitted.
create table subsidy_committee (
  call_id uuid primary key references subsidy_call,
  -- rules/score-applications.ts: ScoringTerms.
  terms jsonb not null,
  -- Reviewers see neither the applicant nor the names of files.
  blind boolean not null default true,
  -- The least share of what was asked that a partial award may be; null: no partial awards.
  partial_numerator integer,
  partial_denominator integer check (partial_denominator > 0),
  closed_at timestamptz,
  published_at timestamptz,
  updated_at timestamptz not null
);

create table subsidy_reviewer (
  call_id uuid not null references subsidy_committee,
  person_id uuid not null references person,
  -- Companies the reviewer works for, leads, advises or holds shares of: told before they score.
  corporate_numbers text[] not null default '{}',
  added_at timestamptz not null,
  ended_at timestamptz,
  primary key (call_id, person_id)
);
create index subsidy_reviewer_person on subsidy_reviewer (person_id) where ended_at is null;

create table subsidy_sheet (
  id uuid primary key default hagi_id(),
  call_id uuid not null references subsidy_committee,
  application_id uuid not null references subsidy_application,
  reviewer_id uuid not null references person,
  points jsonb not null default '{}',
  not_met jsonb not null default '[]',
  comment varchar(4000) not null default '',
  -- 回避: why the reviewer does not score this one.
  stepped_back varchar(1000) not null default '',
  submitted_at timestamptz,
  updated_at timestamptz not null,
  unique (application_id, reviewer_id)
);
create index subsidy_sheet_call on subsidy_sheet (call_id);

create table subsidy_adjustment (
  id uuid primary key default hagi_id(),
  application_id uuid not null references subsidy_application,
  points integer not null check (points <> 0),
  reason varchar(500) not null check (reason <> ''),
  added_by uuid references person,
  added_at timestamptz not null
);
create index subsidy_adjustment_application on subsidy_adjustment (application_id);
