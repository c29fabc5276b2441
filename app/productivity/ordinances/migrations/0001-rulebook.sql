-- 例規集: every text, its versions over time, and the provisions of each version.
create table ordinance (
  id uuid primary key default hagi_id(),
  -- 所管課; null: not assigned yet.
  unit_id uuid references unit,
  title varchar(500) not null check (title <> ''),
  number varchar(200) not null default '',
  kind text not null check (kind in ('条例', '規則', '訓令', '要綱', '規程', '告示', 'その他', '法律', '政令', '府省令')),
  national boolean generated always as (kind in ('法律', '政令', '府省令')) stored,
  category varchar(200) not null default '',
  promulgated_on date,
  source_url varchar(1000) not null default '',
  -- e-Gov's id of a national text.
  law_id text unique,
  -- What a second import of the same text is recognised by.
  source_key varchar(1000) not null unique,
  repealed_on date,
  current_version_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index ordinance_unit on ordinance (unit_id, title, id);
create index ordinance_title on ordinance (national, title, id);

-- A version never changes. The current one is ordinance.current_version_id.
create table ordinance_version (
  id uuid primary key default hagi_id(),
  ordinance_id uuid not null references ordinance on delete cascade,
  number integer not null check (number >= 1),
  -- 施行日; null: as it was when first imported, from when unknown.
  effective_on date,
  -- What made it: 「取込み」 or the amending text, e.g. 令和8年条例第5号.
  made_by varchar(300) not null default '',
  -- Of the canonical JSON of its provisions.
  content_sha256 text not null check (content_sha256 ~ '^[0-9a-f]{64}$'),
  created_by uuid references person,
  created_at timestamptz not null default now(),
  unique (ordinance_id, number)
);
alter table ordinance add foreign key (current_version_id) references ordinance_version;

create table ordinance_provision (
  version_id uuid not null references ordinance_version on delete cascade,
  position integer not null,
  part text not null check (part in ('preamble', 'main', 'supplementary', 'table', 'form')),
  address text not null check (address <> ''),
  no varchar(200) not null default '',
  caption varchar(1000) not null default '',
  headings jsonb not null default '[]',
  text text not null,
  primary key (version_id, position),
  unique (version_id, address)
);
