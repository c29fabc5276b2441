-- Units, people and what they hold, all dated: a reorganisation closes periods and opens new ones, nothing is overwritten.

create table unit (
  id uuid primary key default hagi_id(),
  code text not null unique check (code ~ '^[A-Z0-9-]{1,20}$'),
  mail text
);

-- What a unit is called and where it hangs, from one day until the day before another. 4 April's work belongs to 4 April's tree.
create table unit_period (
  id uuid primary key default hagi_id(),
  unit_id uuid not null references unit,
  parent_id uuid references unit,
  name text not null check (length(name) between 1 and 80),
  -- 部・課・班 or an office; only for showing.
  level text not null default '課',
  sort integer not null default 0,
  valid_from date not null,
  valid_until date,                       -- the first day on which it no longer holds
  check (valid_until is null or valid_until > valid_from)
);
create index unit_period_unit on unit_period (unit_id, valid_from);
create index unit_period_parent on unit_period (parent_id);

-- After a reorganisation: who takes over what. Several rows per unit for a split.
create table unit_succession (
  from_unit_id uuid not null references unit,
  to_unit_id uuid not null references unit,
  on_date date not null,
  reason text not null default '',
  primary key (from_unit_id, to_unit_id, on_date)
);

create table person (
  id uuid primary key default hagi_id(),
  kind text not null check (kind in ('staff', 'applicant')),
  name text not null check (length(name) between 1 and 80),
  kana text not null default '',
  mail text,
  staff_number text unique,
  status text not null default 'active' check (status in ('active', 'left')),
  created_at timestamptz not null default now(),
  check ((kind = 'staff') = (staff_number is not null))
);
create unique index person_mail on person (kind, lower(mail)) where mail is not null;

-- A member of staff's post: main or concurrent (兼務), dated.
create table staff_post (
  id uuid primary key default hagi_id(),
  person_id uuid not null references person,
  unit_id uuid not null references unit,
  title text not null,
  -- Delegation rules name posts by rank: 0 知事, 10 副知事, 20 部長, 30 次長, 40 課長, 50 総括・課長補佐, 60 班長, 70 主査, 80 主事.
  rank integer not null,
  main boolean not null default true,
  valid_from date not null,
  valid_until date,
  check (valid_until is null or valid_until > valid_from)
);
create index staff_post_person on staff_post (person_id, valid_from);
create index staff_post_unit on staff_post (unit_id, rank, valid_from);

create table role_grant (
  id uuid primary key default hagi_id(),
  person_id uuid not null references person,
  role text not null,
  unit_id uuid references unit,           -- null: the whole prefecture
  valid_from date not null,
  valid_until date,
  granted_by uuid references person,
  reason text not null default '',
  check (valid_until is null or valid_until > valid_from)
);
create index role_grant_person on role_grant (person_id, valid_from);

create table company (
  id uuid primary key default hagi_id(),
  corporate_number text not null unique check (corporate_number ~ '^[1-9][0-9]{12}$'),
  name text not null,
  kana text not null default '',
  address text not null default '',
  created_at timestamptz not null default now()
);

-- Which applicant may act for which company, since when, on whose word.
create table company_member (
  company_id uuid not null references company,
  person_id uuid not null references person,
  title text not null default '',
  valid_from date not null,
  valid_until date,
  primary key (company_id, person_id, valid_from)
);
create index company_member_person on company_member (person_id);

create table session (
  id uuid primary key default hagi_id(),
  token_hash bytea not null unique,       -- sha256 of the cookie: a copy of the table signs nobody in
  person_id uuid not null references person,
  company_id uuid references company,     -- the company an applicant acts for
  method text not null,                   -- how they signed in: oidc, password+totp, passkey, mail-link, demo
  user_agent text not null default '',
  address text not null default '',
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index session_person on session (person_id, created_at);
