-- 検出規則の版 (ruleset): what an office looks for, as data. The first is the one Hagi comes with and stands in no row.
create table ordinance_ruleset (
  id uuid primary key default hagi_id(),
  -- 第N版, counted from 1; given when it is published.
  number integer unique check (number >= 1),
  title varchar(80) not null check (title <> ''),
  state text not null default 'draft' check (state in ('draft', 'in-force', 'retired')),
  -- In the shape of scanner/rules-schema.ts; checked before it is kept.
  rules jsonb not null,
  based_on_id uuid references ordinance_ruleset,
  -- How it scored when it was published: {articles, overall, categories}.
  quality jsonb,
  reason varchar(1000) not null default '',
  created_by uuid references person,
  published_by uuid references person,
  published_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (state = 'draft' or (number is not null and published_at is not null and quality is not null))
);
create unique index ordinance_ruleset_in_force on ordinance_ruleset (state) where state = 'in-force';
create unique index ordinance_ruleset_draft on ordinance_ruleset (state) where state = 'draft';

-- 見本 (label): an article and the categories somebody gave it after reading. The office's own, beside those Hagi comes with.
create table ordinance_label (
  id uuid primary key default hagi_id(),
  title varchar(500) not null default '',
  no varchar(200) not null default '',
  caption varchar(1000) not null default '',
  text text not null check (text <> ''),
  -- Of the text: one article is labelled once.
  text_sha256 text not null unique check (text_sha256 ~ '^[0-9a-f]{64}$'),
  categories text[] not null default '{}',
  note varchar(1000) not null default '',
  labelled_by uuid references person,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index ordinance_label_latest on ordinance_label (updated_at desc, id desc);
