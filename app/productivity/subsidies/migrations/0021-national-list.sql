-- The public national list as it is kept up: what is no longer on it, what was taken in when, and a list somebody is looking over.
alter table subsidy_national add column gone_at timestamptz;

create table subsidy_national_taking (
  id uuid primary key default hagi_id(),
  -- The file's name, or the address it was fetched from.
  source text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  read_count integer not null,
  fresh_count integer not null,
  changed_count integer not null,
  gone_count integer not null,
  refused_count integer not null,
  taken_by uuid references person,
  taken_at timestamptz not null
);
create index subsidy_national_taking_at on subsidy_national_taking (taken_at desc);

-- Between its preview and 「取り込む」; gone after a day.
create table subsidy_national_upload (
  id uuid primary key default hagi_id(),
  name text not null,
  text text not null,
  uploaded_by uuid not null references person,
  uploaded_at timestamptz not null
);
