-- 形式審査: what the office found at each question as asked. A check is of the answer as it stood at `checked_at`.
create table subsidy_field_check (
  application_id uuid not null references subsidy_application,
  field varchar(200) not null,
  verdict text not null check (verdict in ('passed', 'defect')),
  -- One of the reason codes, and what is to be done; only of a defect.
  reason text not null default '',
  remark varchar(1000) not null default '',
  checked_by uuid references person,
  checked_at timestamptz not null,
  primary key (application_id, field),
  check (verdict = 'passed' or (reason <> '' and remark <> ''))
);

-- The answers as they were when a correction was asked: to show beside them what became of them.
create table subsidy_correction_asked (
  correction_id uuid primary key references subsidy_correction,
  asked jsonb not null
);

-- 現地調査. Its photos are documents of the visit.
create table subsidy_site_check (
  id uuid primary key default hagi_id(),
  application_id uuid not null references subsidy_application,
  day date not null,
  outcome text not null check (outcome in ('as-applied', 'differs')),
  findings varchar(4000) not null,
  checked_by uuid references person,
  checked_at timestamptz not null
);
create index subsidy_site_check_application on subsidy_site_check (application_id, day);

-- The work list in its order, and the look for the same applicant in other programmes (二重交付).
create index subsidy_application_due on subsidy_application (unit_id, coalesce(process_by, '9999-12-31'::date), id) where filed_at is not null;
create index subsidy_application_corporate on subsidy_application ((party->>'corporateNumber')) where filed_at is not null and party->>'corporateNumber' <> '';
create index subsidy_application_postal on subsidy_application ((party->>'postalCode')) where filed_at is not null and party->>'postalCode' <> '';
