-- 制度 (programme) and its 公募 (call), one or more in a fiscal year. What an applicant sends in after the decision is a
-- procedure (後続手続) of the call and no call of its own: the public list shows calls only.
create table subsidy_programme (
  id uuid primary key default hagi_id(),
  unit_id uuid not null references unit,
  title varchar(100) not null check (title <> ''),
  purpose varchar(2000) not null default '',
  audience text not null check (audience in ('company', 'resident', 'both')),
  -- 目的: the words of the finder's filter.
  uses text[] not null default '{}',
  area varchar(100) not null default '県内全域',
  -- 根拠: the 交付要綱 by its name and number.
  basis varchar(200) not null default '',
  contact varchar(500) not null default '',
  copied_from_id uuid references subsidy_programme,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index subsidy_programme_unit on subsidy_programme (unit_id, title);

create table subsidy_call (
  id uuid primary key default hagi_id(),
  programme_id uuid not null references subsidy_programme,
  fiscal_year integer not null check (fiscal_year between 2000 and 2100),
  title varchar(100) not null check (title <> ''),
  state text not null default 'draft' check (state in ('draft', 'published', 'withdrawn')),
  opens_at timestamptz,
  closes_at timestamptz check (closes_at > opens_at),
  -- Whole yen; null: no limit.
  budget_yen bigint check (budget_yen > 0),
  cap_yen bigint check (cap_yen > 0),
  rounding text not null default 'thousand-down' check (rounding in ('thousand-down', 'yen-down')),
  -- 標準処理期間 (適正化法6条2項にならう): days from arrival to decision; published.
  standard_days integer check (standard_days between 1 and 366),
  -- 取下げのできる期間, days from the notice (適正化法9条にならう).
  withdrawal_days integer not null default 10 check (withdrawal_days between 1 and 90),
  -- 実績報告: days from completion.
  report_days integer not null default 30 check (report_days between 1 and 180),
  -- 事前着手: an order before the decision is eligible where the office allowed it beforehand.
  early_start boolean not null default false,
  -- 相見積: two firms from this amount on; null: not asked for.
  quotes_from_yen bigint check (quotes_from_yen > 0),
  -- [{key, question, answer}]: the answer that lets one go on.
  eligibility jsonb not null default '[]',
  -- [{key, title, required, hint}]
  attachments jsonb not null default '[]',
  -- 交付の条件, one sentence each.
  conditions jsonb not null default '[]',
  published_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_reason varchar(1000) not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (state = 'draft' or (opens_at is not null and closes_at is not null and standard_days is not null and published_at is not null))
);
create index subsidy_call_programme on subsidy_call (programme_id, fiscal_year desc, id desc);
create index subsidy_call_closing on subsidy_call (closes_at, id) where state = 'published';

-- 経費区分: what may be paid for, and how much of it. A rate is a fraction (7/8), never a decimal.
create table subsidy_category (
  call_id uuid not null references subsidy_call on delete cascade,
  position integer not null,
  key text not null check (key ~ '^[a-z0-9-]{1,40}$'),
  title varchar(60) not null check (title <> ''),
  rate_numerator integer not null check (rate_numerator between 1 and 1000),
  rate_denominator integer not null check (rate_denominator between 1 and 1000 and rate_numerator <= rate_denominator),
  cap_yen bigint check (cap_yen > 0),
  note varchar(300) not null default '',
  primary key (call_id, key)
);

-- 国の制度: the public list of Jグランツ（jGrants）, kept apart from our own calls and marked as theirs.
create table subsidy_national (
  id text primary key check (id ~ '^[A-Za-z0-9]{1,18}$'),
  title varchar(500) not null,
  institution varchar(200) not null default '',
  area varchar(500) not null default '',
  uses text[] not null default '{}',
  employees varchar(200) not null default '',
  rate varchar(500) not null default '',
  -- null: no limit (the API's 0).
  limit_yen bigint check (limit_yen > 0),
  opens_at timestamptz,
  closes_at timestamptz,
  url varchar(500) not null default '',
  -- Why it is not shown: a follow-up procedure or a practice form in the public list.
  hidden_reason text,
  fetched_at timestamptz not null
);
create index subsidy_national_closing on subsidy_national (closes_at, id) where hidden_reason is null;
