-- 業務改善提案: a staff idea filed against an initiative, decided by the initiative's owner, done, and measured.

create table improvement (
  id uuid primary key default hagi_id(),
  -- The kernel's case and its number (受付番号); a draft has neither.
  case_id uuid unique,
  number text unique,
  initiative_id uuid not null references plan_initiative,
  author_id uuid not null references person,
  -- As they were when it was filed: a later reorganisation does not rewrite who proposed what from where.
  author_name text not null,
  author_unit_id uuid not null references unit,
  author_unit_name text not null,
  owner_unit_id uuid references unit,             -- of the initiative, in the edition in force on filing
  state text not null default 'draft' check (state in
    ('draft', 'filed', 'returned', 'in-approval', 'adopted', 'done', 'measured', 'declined', 'withdrawn')),
  -- Adopted and later: open to every member of staff.
  open boolean not null generated always as (state in ('adopted', 'done', 'measured')) stored,
  title text not null check (length(title) between 1 and 100),
  present_way text not null default '' check (length(present_way) <= 4000),
  proposed_way text not null default '' check (length(proposed_way) <= 4000),
  evidence text not null default '' check (length(evidence) <= 4000),
  -- Time is kept in whole minutes (1分未満四捨五入 on entry).
  per text not null default 'occurrence' check (per in ('occurrence', 'month')),
  minutes_now integer not null default 0 check (minutes_now between 0 and 6000000),
  minutes_after integer not null default 0 check (minutes_after between 0 and 6000000),
  times_a_year integer not null default 0 check (times_a_year between 0 and 1000000),   -- occurrences or months a year
  people integer not null default 0 check (people between 0 and 100000),
  -- (現在の時間－改善後の時間)×回数×人数, a year. numeric keeps the product whole whatever was typed.
  saved_minutes numeric not null generated always as ((minutes_now - minutes_after)::numeric * times_a_year * people) stored,
  copied_from_id uuid references improvement,     -- 横展開
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  filed_at timestamptz,
  head_commented_at timestamptz,
  approval_id uuid,                               -- the running or last approval
  proposal jsonb,                                 -- what it asks for: {verdict, reason, plannedOn}
  decided_on date,
  decision_reason text not null default '',
  planned_on date,
  done_on date,
  done_note text not null default '',
  measure_due_on date,
  measured_on date,
  measured_saved_minutes numeric,                 -- a year, from the latest measurement
  check ((state = 'draft') = (filed_at is null)),
  check ((state = 'measured') = (measured_saved_minutes is not null))
);

-- The list in each of its two orders, for each way to narrow it and each part of a person's scope; drafts have no place in it.
create index improvement_filed on improvement (filed_at, id) where filed_at is not null;
create index improvement_saved on improvement (saved_minutes, id) where filed_at is not null;
create index improvement_open_filed on improvement (filed_at, id) where open;
create index improvement_open_saved on improvement (saved_minutes, id) where open;
create index improvement_state_filed on improvement (state, filed_at, id);
create index improvement_state_saved on improvement (state, saved_minutes, id);
create index improvement_initiative_filed on improvement (initiative_id, filed_at, id);
create index improvement_initiative_saved on improvement (initiative_id, saved_minutes, id);
create index improvement_unit_filed on improvement (author_unit_id, filed_at, id);
create index improvement_unit_saved on improvement (author_unit_id, saved_minutes, id);
create index improvement_owner_filed on improvement (owner_unit_id, filed_at, id);
create index improvement_owner_saved on improvement (owner_unit_id, saved_minutes, id);
create index improvement_author_filed on improvement (author_id, filed_at, id);
create index improvement_copied on improvement (copied_from_id) where copied_from_id is not null;
create index improvement_measure_due on improvement (measure_due_on) where state = 'done';
create index improvement_approval on improvement (approval_id) where approval_id is not null;

create table improvement_comment (
  id uuid primary key default hagi_id(),
  improvement_id uuid not null references improvement on delete cascade,
  -- comment: a word on it. ask-back: returned for more detail. answer: the author's answer on filing again.
  kind text not null check (kind in ('comment', 'ask-back', 'answer')),
  author_id uuid not null references person,
  author_name text not null,
  author_unit_name text not null,
  as_head boolean not null default false,
  text text not null check (length(text) between 1 and 2000),
  written_at timestamptz not null default now()
);
create index improvement_comment_improvement on improvement_comment (improvement_id, id);

-- What it really takes now; a correction is a further row, the latest counts.
create table improvement_measurement (
  id uuid primary key default hagi_id(),
  improvement_id uuid not null references improvement on delete cascade,
  measured_on date not null,
  minutes_now integer not null check (minutes_now between 0 and 6000000),
  times_a_year integer not null check (times_a_year between 0 and 1000000),
  people integer not null check (people between 0 and 100000),
  saved_minutes numeric not null,
  evidence text not null check (length(evidence) between 1 and 4000),
  measured_by uuid not null references person,
  measured_by_name text not null,
  entered_at timestamptz not null default now()
);
create index improvement_measurement_improvement on improvement_measurement (improvement_id, id);
