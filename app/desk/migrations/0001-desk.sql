-- What a member of staff follows. Title and link are kept as they were: the desk reads no module's tables.
create table desk_follow (
  person_id uuid not null references person,
  kind text not null,                     -- "improvement"
  subject_id uuid not null,
  title text not null,
  link text not null check (link like '/%' and link not like '//%'),
  since timestamptz not null default now(),
  primary key (person_id, kind, subject_id)
);
create index desk_follow_subject on desk_follow (kind, subject_id);
