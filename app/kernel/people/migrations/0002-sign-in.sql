-- What people prove themselves with, and the short-lived rows of signing in. Secrets are kept as hashes wherever the
-- check allows it; a copy of the database opens no session.

create table credential_password (
  person_id uuid primary key references person,
  hash text not null,                     -- argon2id, with its own salt and cost
  changed_at timestamptz not null default now()
);

create table credential_totp (
  person_id uuid primary key references person,
  secret text not null,                   -- base32; RFC 6238 needs it in the clear
  last_step bigint not null default 0,    -- the newest time step used: a code works once
  confirmed_at timestamptz not null default now()
);

create table credential_passkey (
  id uuid primary key default hagi_id(),
  person_id uuid not null references person,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null default 0,
  transports text[] not null default '{}',
  name text not null default '' check (length(name) <= 80),
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index credential_passkey_person on credential_passkey (person_id);

create table recovery_code (
  person_id uuid not null references person,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (person_id, code_hash)
);

-- One way through sign-in, known to the browser by a cookie: what is awaited, and what was promised to whom.
create table sign_in_flow (
  token_hash bytea primary key,
  kind text not null check (kind in ('second-factor', 'passkey', 'oidc', 'passkey-registration', 'totp-enrolment')),
  person_id uuid references person,
  held jsonb not null default '{}',
  return_to text not null default '',
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_flow_expiry on sign_in_flow (expires_at);

-- A link sent by mail, or handed over by an administrator. Works once.
create table sign_in_link (
  token_hash bytea primary key,
  purpose text not null check (purpose in ('sign-in', 'register', 'password', 'staff-reset', 'setup')),
  person_id uuid references person,
  mail text,
  return_to text not null default '',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_link_person on sign_in_link (person_id);
create index sign_in_link_expiry on sign_in_link (expires_at);

-- Tries at signing in, for the sliding windows per account and per address. Accounts are hashed: people type
-- passwords into the wrong field.
create table sign_in_attempt (
  id uuid primary key default hagi_id(),
  kind text not null,
  account_hash bytea not null,
  address text not null default '',
  failed boolean not null,
  at timestamptz not null default now()
);
create index sign_in_attempt_account on sign_in_attempt (account_hash, at);
create index sign_in_attempt_address on sign_in_attempt (address, at);
create index sign_in_attempt_at on sign_in_attempt (at);

create table api_token (
  id uuid primary key default hagi_id(),
  person_id uuid not null references person,
  name text not null check (length(name) between 1 and 80),
  token_hash bytea not null unique,
  -- The last characters, so that its owner recognises it.
  ending text not null,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_token_person on api_token (person_id);

-- A reorganisation as it was decided: its rows in unit_period and unit_succession follow from it.
create table reorganisation (
  id uuid primary key default hagi_id(),
  on_date date not null,
  changes jsonb not null,
  reason text not null check (length(reason) between 1 and 500),
  decided_by uuid references person,
  decided_at timestamptz not null default now(),
  summary jsonb not null default '[]'
);
create index reorganisation_date on reorganisation (on_date);
