-- Passages of text that can be found, with who may find them. PostgreSQL's own means only: an array of two-character
-- pieces (exact, as int4) under GIN, and a second look at the folded text for longer words.
create table search_passage (
  no bigint primary key generated always as identity,
  kind text not null,
  subject_id text not null,
  position integer not null default 0,
  audience text not null check (audience in ('public', 'staff', 'readers')),
  -- For 'readers': tokens of which the asking person must hold one (readers.ts).
  readers text[] not null default '{}',
  happened_on date,
  title_folded text not null,
  body_folded text not null,
  -- Filled by a job within a minute; until then the passage is found by looking at its text.
  grams integer[],
  unique (kind, subject_id, position),
  check ((audience = 'readers') = (cardinality(readers) > 0))
);
-- Neither is worth decompressing for every look.
alter table search_passage alter body_folded set storage external, alter grams set storage external;
-- Written by one job in bulk, which empties the pending list when it is done: readers never wait for it.
create index search_passage_grams on search_passage using gin (grams) with (gin_pending_list_limit = 32768) where grams is not null;
create index search_passage_new on search_passage (no) where grams is null;

-- What is shown of the few that are listed, apart from what is looked through for all that match.
create table search_text (
  no bigint primary key references search_passage on delete cascade,
  title text not null,
  body text not null,
  link text not null
);
