-- Each form carries a key. The first post with a key leaves where it ended; a second one is answered from here.
create table http_submission (
  key uuid primary key,
  person_id uuid,
  location text not null,
  flash text not null default '',
  at timestamptz not null default now()
);
create index http_submission_at on http_submission (at);

-- What somebody had typed when their session turned out to be over; given back after sign-in, to the same person only.
create table http_unsent (
  token_hash bytea primary key,
  person_id uuid,
  path text not null,
  typed jsonb not null,
  at timestamptz not null default now()
);
create index http_unsent_at on http_unsent (at);
