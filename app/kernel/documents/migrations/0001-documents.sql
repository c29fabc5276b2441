-- One row per document; the bytes are on disk under their own hash (var/files/ab/cd/<sha256>), once however often stored.
create table document (
  id uuid primary key default hagi_id(),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  name text not null check (length(name) between 1 and 200),
  media_type text not null,
  subject_kind text not null,
  subject_id text not null,
  created_by uuid references person,
  created_at timestamptz not null default now(),
  -- A removed document leaves its tombstone: who, when and why. Its bytes go once nothing else has the same hash.
  removed_at timestamptz,
  removed_by uuid references person,
  removed_reason text,
  check ((removed_at is null) = (removed_reason is null))
);
create index document_subject on document (subject_kind, subject_id, id);
create index document_hash on document (sha256) where removed_at is null;

-- What the last check of the files found; the newest per hash is what the staff page shows.
create table document_fault (
  sha256 text primary key,
  fault text not null check (fault in ('missing', 'damaged')),
  found_at timestamptz not null default now()
);
create table document_check (
  id uuid primary key default hagi_id(),
  finished_at timestamptz not null default now(),
  checked integer not null,
  faults integer not null,
  swept integer not null
);
