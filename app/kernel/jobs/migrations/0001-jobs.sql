-- The queue itself is graphile-worker's own schema (prepare-queue.ts). These tables are what it does not keep.

-- Which runners live: a job locked by one that is gone (kill -9, a lost machine) is handed to another within a minute
-- or two instead of graphile-worker's four hours.
create table job_runner (
  pool_id text primary key,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);

-- A job that somebody gave up: it leaves the queue, the fact and the reason stay.
create table job_discard (
  id uuid primary key default hagi_id(),
  job_id bigint not null,
  job_name text not null,
  last_error text,
  attempts integer not null,
  reason text not null check (length(reason) between 1 and 500),
  discarded_by uuid references person,
  discarded_at timestamptz not null default now()
);
