-- Where the text in force names a provision: of its own text, of another, of national law. Written anew with each version.
create table ordinance_reference (
  id bigint primary key generated always as identity,
  ordinance_id uuid not null references ordinance on delete cascade,
  -- The provision it stands in, by its address in the current version.
  address text not null,
  -- As printed: 「道路法第42条第1項」「前条」.
  words varchar(400) not null,
  -- The text that is named, as titles are compared (title_key); null: this text itself.
  target_title varchar(500),
  -- 「昭和27年法律第180号」 as printed, where the text says it.
  target_number varchar(200) not null default '',
  -- Null while no text of that name is in the rulebook.
  target_id uuid references ordinance on delete set null,
  -- Of the provision, without 項 and 号; '': the text as a whole.
  target_address varchar(120) not null default ''
);
create index ordinance_reference_source on ordinance_reference (ordinance_id, address);
create index ordinance_reference_target on ordinance_reference (target_id, target_address);
create index ordinance_reference_unresolved on ordinance_reference (target_title) where target_id is null;

-- One act of taking files in, with what became of each text in them.
create table ordinance_import (
  id uuid primary key default hagi_id(),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  -- For every new text of it; null: assigned afterwards.
  unit_id uuid references unit,
  -- 施行日 of what is new in it; null: not known.
  effective_on date,
  found integer not null default 0,
  created_by uuid references person,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);

create table ordinance_import_file (
  import_id uuid not null references ordinance_import on delete cascade,
  position integer not null,
  document_id uuid not null references document,
  name varchar(300) not null,
  size bigint not null,
  state text not null default 'waiting' check (state in ('waiting', 'reading', 'done', 'refused')),
  -- Why the file as a whole was refused.
  reason varchar(1000) not null default '',
  primary key (import_id, position)
);

create table ordinance_import_line (
  import_id uuid not null references ordinance_import on delete cascade,
  file_position integer not null,
  -- The text's place in its file.
  place integer not null,
  -- Inside a zip the entry's name.
  name varchar(300) not null default '',
  title varchar(500) not null,
  number varchar(200) not null default '',
  provisions integer not null default 0,
  outcome text not null check (outcome in ('created', 'new-version', 'unchanged', 'refused')),
  ordinance_id uuid references ordinance on delete set null,
  -- The sentence with which it was refused.
  reason varchar(1000) not null default '',
  remarks jsonb not null default '[]',
  primary key (import_id, file_position, place)
);

-- Titles as they are compared: widths, spaces and the brackets of print are not part of a name.
create function title_key(title text) returns text language sql immutable parallel safe as $$
  select lower(regexp_replace(translate(normalize(title, NFKC), '・･「」『』', ''), '\s+', '', 'g'))
$$;
alter table ordinance add column title_key text generated always as (title_key(title)) stored;
create index ordinance_title_key on ordinance (title_key);
