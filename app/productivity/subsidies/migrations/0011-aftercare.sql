-- 取得財産等管理台帳: what was bought with the subsidy, until when it may not be disposed of without approval.
create table subsidy_asset (
  id uuid primary key default hagi_id(),
  application_id uuid not null references subsidy_application,
  name varchar(100) not null check (name <> ''),
  spec varchar(200) not null default '',
  kind text not null check (kind in ('real-estate', 'ship-or-aircraft', 'fixture', 'machine', 'other')),
  quantity integer not null check (quantity > 0),
  -- Whole yen without tax.
  unit_price_yen bigint not null check (unit_price_yen >= 0),
  acquired_on date not null,
  place varchar(200) not null,
  rate_numerator integer not null check (rate_numerator > 0),
  rate_denominator integer not null check (rate_denominator >= rate_numerator),
  -- 耐用年数省令 (not the life of a tax return).
  useful_life_years integer not null check (useful_life_years between 1 and 100),
  -- 製造番号, 車台番号, 登記 …: what double funding is found by.
  mark_kind varchar(40) not null default '',
  mark_number varchar(100) not null default '',
  disposed_on date,
  disposed_how text,
  added_at timestamptz not null,
  updated_at timestamptz not null
);
create index subsidy_asset_application on subsidy_asset (application_id, added_at);
create index subsidy_asset_mark on subsidy_asset (mark_kind, mark_number) where mark_number <> '';

-- 立入検査 (23条) after the payment.
create table subsidy_after_inspection (
  id uuid primary key default hagi_id(),
  application_id uuid not null references subsidy_application,
  day date not null,
  findings varchar(4000) not null,
  inspected_by uuid references person,
  written_at timestamptz not null
);
create index subsidy_after_inspection_application on subsidy_after_inspection (application_id, day);
