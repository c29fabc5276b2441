-- 決裁. The delegation rules (専決規程) are rows with dates: a change closes one and opens another, so that every past
-- decision can be read with the rule it was made under.

create table approval_rule (
  id uuid primary key default hagi_id(),
  kind text not null,                     -- as modules declare it: "plan.edition"
  amount_from bigint not null default 0 check (amount_from >= 0),
  amount_below bigint check (amount_below > amount_from),
  -- The post that decides, by rank: the nearest one in the drafter's line, or in the line of decider_unit_id.
  decider_rank integer not null,
  decider_unit_id uuid references unit,
  -- 回議: ranks on the way up that approve before the decision.
  circulation_ranks integer[] not null default '{}',
  -- 合議: units whose heads must agree.
  concurrence_unit_ids uuid[] not null default '{}',
  -- Whether a decider may decide what they drafted themselves; otherwise it goes one post up.
  own_draft boolean not null default false,
  article text not null check (length(article) between 1 and 200),
  note text not null default '',
  valid_from date not null,
  valid_until date,
  created_by uuid references person,
  created_at timestamptz not null default now(),
  check (valid_until is null or valid_until > valid_from)
);
create index approval_rule_kind on approval_rule (kind, valid_from);

create table approval (
  id uuid primary key default hagi_id(),
  kind text not null,
  title text not null check (length(title) between 1 and 300),
  amount bigint,                          -- yen
  unit_id uuid not null references unit,
  drafter_id uuid not null references person,
  drafter_name text not null,
  drafter_post text not null,
  subject_kind text not null,
  subject_id text not null,
  link text not null,
  summary jsonb not null,
  -- What is decided on, canonical JSON as text, and its sha256.
  content text not null,
  content_hash text not null,
  rule_id uuid references approval_rule,
  extra_concurrence uuid[] not null default '{}',
  status text not null check (status in ('in-progress', 'returned', 'approved', 'withdrawn')),
  round integer not null default 1,
  started_at timestamptz not null,
  submitted_at timestamptz not null,
  ended_at timestamptz,
  decided_by uuid references person,
  version integer not null default 1
);
create index approval_drafter on approval (drafter_id, submitted_at desc);
create index approval_unit on approval (unit_id, submitted_at desc);
create index approval_subject on approval (subject_kind, subject_id);
-- One running approval per subject and kind.
create unique index approval_running on approval (kind, subject_kind, subject_id) where status in ('in-progress', 'returned');

-- The route: a step belongs to a post, not to a person, so that it passes to whoever holds the post on the day.
create table approval_step (
  id uuid primary key default hagi_id(),
  approval_id uuid not null references approval,
  round integer not null,
  position integer not null,              -- steps of one position run side by side
  kind text not null check (kind in ('circulate', 'concur', 'decide', 'post-review')),
  unit_id uuid not null references unit,
  rank integer not null,
  unit_name text not null,
  post_title text not null,
  -- Who held the post when the route was made; only for showing.
  person_name text not null,
  state text not null check (state in ('waiting', 'current', 'done', 'skipped')),
  since timestamptz,
  acted_by uuid references person,
  acted_name text,
  acted_post text,
  acted_at timestamptz,
  acting_for text,                        -- 代決: whose place
  comment text not null default ''
);
create index approval_step_approval on approval_step (approval_id, round, position);
create index approval_step_current on approval_step (unit_id, rank) where state = 'current';
create index approval_step_post on approval_step (unit_id, rank);

-- Everything that was done, in order; never changed.
create table approval_act (
  n bigint generated always as identity primary key,
  approval_id uuid not null references approval,
  round integer not null,
  act text not null,
  step_id uuid references approval_step,
  actor_id uuid,
  actor_name text not null,
  actor_post text not null default '',
  acting_for text,
  comment text not null default '',
  content_hash text not null,
  at timestamptz not null
);
create index approval_act_approval on approval_act (approval_id, n);
create index approval_act_actor on approval_act (actor_id, at);

create table approval_absence (
  id uuid primary key default hagi_id(),
  person_id uuid not null references person,
  from_on date not null,
  until_on date not null,                 -- the last day of absence
  reason text not null check (length(reason) between 1 and 200),
  declared_by uuid references person,
  declared_at timestamptz not null default now(),
  ended_at timestamptz,                   -- taken back, or back earlier
  check (until_on >= from_on)
);
create index approval_absence_person on approval_absence (person_id, until_on);
create index approval_absence_days on approval_absence (until_on, from_on) where ended_at is null;
