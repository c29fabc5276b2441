-- 改正案 (bill): one text as it shall read, from the first edit to the promulgated next version.
create table ordinance_bill (
  id uuid primary key default hagi_id(),
  ordinance_id uuid not null references ordinance,
  -- What is amended; another current version at the promulgation refuses.
  base_version_id uuid not null references ordinance_version,
  unit_id uuid not null references unit,
  case_id uuid not null unique references case_file,
  number varchar(60) not null,
  -- 題名: 「○○条例の一部を改正する条例」.
  title varchar(500) not null check (title <> ''),
  -- 改正の理由（提案理由）.
  reason varchar(4000) not null default '',
  state text not null default 'draft' check (state in ('draft', 'in-approval', 'approved', 'promulgated', 'abandoned')),
  -- The whole text as it shall read: provisions in order, in the shape of structure/provision.ts.
  provisions jsonb not null,
  -- 施行期日: with the promulgation, ten days after it (地方自治法16条3項), or a date.
  effect text not null default 'on-promulgation' check (effect in ('on-promulgation', 'after-ten-days', 'on-date')),
  effective_on date check (effect <> 'on-date' or effective_on is not null),
  -- 経過措置: further paragraphs of the 附則, one a line.
  transitional varchar(8000) not null default '',
  -- As it was decided; null while it can change.
  amending_text text,
  approval_id uuid,
  -- 議決日 (条例 only, 地方自治法96条1項1号).
  resolved_on date,
  promulgated_on date,
  promulgated_number varchar(200) not null default '',
  result_version_id uuid references ordinance_version,
  abandoned_reason varchar(1000) not null default '',
  created_by uuid references person,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (state <> 'promulgated' or (promulgated_on is not null and promulgated_number <> '' and result_version_id is not null))
);
create index ordinance_bill_unit on ordinance_bill (unit_id, updated_at desc, id desc);
create index ordinance_bill_latest on ordinance_bill (updated_at desc, id desc);
-- One bill under way for a text: two would each undo the other's words.
create unique index ordinance_bill_under_way on ordinance_bill (ordinance_id) where state in ('draft', 'in-approval', 'approved');
