-- Which towns a postal code is of (日本郵便 住所の郵便番号). Replaced as a whole by every import.
create table postal_area (
  postal_code char(7) not null check (postal_code ~ '^[0-9]{7}$'),
  position smallint not null,
  prefecture varchar(20) not null,
  municipality varchar(60) not null,
  -- Empty where the code is of the rest of a municipality.
  area varchar(300) not null,
  -- What the code is limited to: 「１～１９丁目」.
  note varchar(2000) not null default '',
  primary key (postal_code, position)
);

-- Whose list it is, since when; no row: nothing was imported.
create table postal_source (
  only_one boolean primary key default true check (only_one),
  name varchar(200) not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  codes integer not null,
  areas integer not null,
  demo boolean not null default false,
  imported_by uuid references person,
  imported_at timestamptz not null
);
