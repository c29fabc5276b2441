-- One look at the rulebook with one version of the rules of detection.
create table analog_scan (
  id uuid primary key default hagi_id(),
  scope text not null check (scope in ('all', 'unit', 'text')),
  unit_id uuid references unit,
  ordinance_id uuid references ordinance on delete cascade,
  rules_version varchar(80) not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  texts_total integer not null default 0,
  texts_done integer not null default 0,
  articles integer not null default 0,
  -- Provisions with a hit, and what became of them.
  provisions integer not null default 0,
  fresh integer not null default 0,
  changed integer not null default 0,
  gone integer not null default 0,
  hits integer not null default 0,
  excluded integer not null default 0,
  -- The last text that is done: where a run that was cut off goes on.
  after_id uuid,
  fault varchar(1000) not null default '',
  started_by uuid references person,
  started_by_name varchar(100) not null default '',
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  check ((scope = 'unit') = (unit_id is not null)),
  check ((scope = 'text') = (ordinance_id is not null))
);
create index analog_scan_created on analog_scan (created_at desc, id desc);

-- 該当候補: one provision in which the rules found something, with what was decided about it.
create table analog_finding (
  id uuid primary key default hagi_id(),
  no bigint generated always as identity unique,
  ordinance_id uuid not null references ordinance on delete cascade,
  address text not null check (address <> ''),
  position integer not null,
  part text not null check (part in ('preamble', 'main', 'supplementary', 'table', 'form')),
  article_no varchar(200) not null default '',
  caption varchar(1000) not null default '',
  -- As it was when last scanned; what was decided was decided about this text.
  text text not null,
  text_sha256 text not null check (text_sha256 ~ '^[0-9a-f]{64}$'),
  rules_version varchar(80) not null default '',
  -- Opened with the first decision.
  case_id uuid unique references case_file,
  state text not null default 'found' check (state in ('found', 'applicable', 'planned', 'unneeded', 'done', 'not-applicable')),
  -- What somebody ought to look at: text-changed, category-added, moved.
  attention text not null default '' check (attention in ('', 'text-changed', 'category-added', 'moved')),
  -- No longer hit: by the rules, because the text changed, or because the article is gone.
  gone_at timestamptz,
  gone_why text not null default '' check (gone_why in ('', 'rules', 'text', 'repealed')),
  clerk_id uuid references person,
  -- 根拠
  origin text check (origin in ('own', 'national')),
  law_name varchar(300) not null default '',
  law_article varchar(100) not null default '',
  law_ordinance_id uuid references ordinance on delete set null,
  national_review text check (national_review in ('unknown', 'planned', 'clarified', 'amended', 'none')),
  -- The three questions after it.
  digital_already boolean,
  physical_interest boolean,
  excludes_digital boolean,
  method text check (method in ('none', 'notice', 'amend', 'wait')),
  -- Why the method, in the words of the decision model or of who chose another.
  method_reason varchar(2000) not null default '',
  planned_month text check (planned_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  technologies text[] not null default '{}',
  draft varchar(4000) not null default '',
  remark varchar(4000) not null default '',
  public boolean not null default false,
  public_note varchar(2000) not null default '',
  decided_by uuid references person,
  decided_by_name varchar(100) not null default '',
  decided_at timestamptz,
  done_on date,
  done_how varchar(2000) not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (ordinance_id, address)
);
create index analog_finding_state on analog_finding (state, ordinance_id) where gone_at is null;
create index analog_finding_month on analog_finding ((coalesce(planned_month, '9999-99')), id);
create index analog_finding_updated on analog_finding (updated_at desc, id desc);

-- A provision has as many categories (区分) as it has.
create table analog_finding_category (
  finding_id uuid not null references analog_finding on delete cascade,
  category text not null,
  -- 類型; '' where the rules name none.
  kind text not null default '',
  -- Added by somebody who read the text, not by a rule.
  by_hand boolean not null default false,
  -- The rules of the last scan hit it.
  hit boolean not null default true,
  hits jsonb not null default '[]',
  verdict text check (verdict in ('applicable', 'not-applicable')),
  reason_code varchar(20) not null default '',
  note varchar(1000) not null default '',
  present_phase smallint check (present_phase between 1 and 3),
  target_phase smallint check (target_phase between 1 and 3),
  primary key (finding_id, category)
);
create index analog_finding_category_category on analog_finding_category (category, finding_id);

-- What looked like an analog provision and is none, with why: replaced whenever the text is scanned.
create table analog_exclusion (
  ordinance_id uuid not null references ordinance on delete cascade,
  address text not null,
  position integer not null,
  article_no varchar(200) not null default '',
  caption varchar(1000) not null default '',
  -- [{rule, reason, sentence}]
  items jsonb not null,
  -- The codes in items, for filtering.
  reasons text[] not null,
  primary key (ordinance_id, address)
);

-- PHASE texts that an office set in place of those Hagi comes with; the latest in force counts.
create table analog_phase_text (
  id uuid primary key default hagi_id(),
  category text not null,
  phase smallint not null check (phase between 1 and 3),
  text varchar(300) not null check (text <> ''),
  confirmed boolean not null default false,
  source varchar(300) not null default '',
  valid_from date not null,
  set_by uuid references person,
  set_by_name varchar(100) not null default '',
  created_at timestamptz not null default now(),
  unique (category, phase, valid_from)
);

-- 照会: the owning sections are asked to decide, by a day.
create table analog_round (
  id uuid primary key default hagi_id(),
  title varchar(200) not null check (title <> ''),
  message varchar(4000) not null default '',
  due_on date not null,
  opened_by uuid references person,
  opened_by_name varchar(100) not null default '',
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  closed_by_name varchar(100) not null default '',
  version integer not null default 1
);
create index analog_round_opened on analog_round (opened_at desc, id desc);

create table analog_round_unit (
  round_id uuid not null references analog_round on delete cascade,
  unit_id uuid not null references unit,
  case_id uuid not null unique references case_file,
  due_on date not null,
  -- Provisions waiting for a decision when the round was opened.
  asked integer not null,
  extended_reason varchar(1000) not null default '',
  extended_at timestamptz,
  answered_at timestamptz,
  answered_by_name varchar(100) not null default '',
  remark varchar(2000) not null default '',
  -- 期限の前のお知らせ, and the last one after it.
  reminded_on date,
  overdue_told_on date,
  primary key (round_id, unit_id)
);
create index analog_round_unit_unit on analog_round_unit (unit_id) where answered_at is null;

-- 結果一覧表 that was sent in, waiting until who sent it has seen what would change.
create table analog_result_upload (
  id uuid primary key default hagi_id(),
  file_name varchar(200) not null,
  rows jsonb not null,
  sent_by uuid not null references person,
  created_at timestamptz not null default now(),
  applied_at timestamptz
);

-- AIの意見: beside the rules' finding, never instead of it.
create table analog_second_opinion (
  finding_id uuid not null references analog_finding on delete cascade,
  text_sha256 text not null,
  model varchar(200) not null,
  -- {categories: [{category, applicable, reason}], remark}
  opinion jsonb not null,
  asked_by uuid references person,
  asked_by_name varchar(100) not null default '',
  asked_at timestamptz not null default now(),
  primary key (finding_id)
);
