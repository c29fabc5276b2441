-- 債主 (creditor): whom the prefecture pays, registered once and used by all sections. A company or a person.
create sequence subsidy_creditor_code;
create table subsidy_creditor (
  id uuid primary key default hagi_id(),
  -- 債主番号: nine digits in order and a check digit.
  code text not null unique check (code ~ '^[0-9]{10}$'),
  company_id uuid unique references company,
  person_id uuid unique references person,
  name varchar(100) not null,
  kana varchar(100) not null,
  postal_code varchar(8) not null default '',
  address varchar(200) not null,
  representative_title varchar(50) not null default '',
  representative varchar(100) not null default '',
  -- stopped: nothing is paid (差押え, 解散 …) until the reason is gone.
  state text not null default 'current' check (state in ('current', 'stopped')),
  stopped_reason varchar(500) not null default '',
  search text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((company_id is null) <> (person_id is null)),
  check ((state = 'stopped') = (stopped_reason <> ''))
);

-- 口座: by purpose 精算金用 (settlement) and 前払金用 (advance). A changed account is a new row; the old one is used until the
-- new one has been compared with the passbook.
create table subsidy_account (
  id uuid primary key default hagi_id(),
  creditor_id uuid not null references subsidy_creditor,
  purpose text not null check (purpose in ('settlement', 'advance')),
  bank_code text not null check (bank_code ~ '^[0-9]{4}$'),
  branch_code text not null check (branch_code ~ '^[0-9]{3}$'),
  bank_name varchar(60) not null,
  branch_name varchar(60) not null,
  kind text not null check (kind in ('1', '2', '4', '9')),
  number text not null check (number ~ '^[0-9]{7}$'),
  -- 口座名義, half-width kana as it stands in a payment file.
  holder varchar(60) not null,
  document_id uuid references document,
  state text not null default 'waiting' check (state in ('waiting', 'confirmed', 'returned', 'ended')),
  -- Why it was returned or ended.
  remark varchar(500) not null default '',
  registered_by uuid references person,
  registered_at timestamptz not null,
  confirmed_by uuid references person,
  confirmed_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  check (state <> 'confirmed' or confirmed_at is not null),
  check ((state = 'ended') = (ended_at is not null))
);
create index subsidy_account_creditor on subsidy_account (creditor_id, registered_at);
create unique index subsidy_account_used on subsidy_account (creditor_id, purpose) where state = 'confirmed';
create unique index subsidy_account_waiting on subsidy_account (creditor_id, purpose) where state = 'waiting';
create index subsidy_account_number on subsidy_account (bank_code, branch_code, number);

-- 県の支払口座 and the code the bank knows the prefecture by: a line per day from which it holds, never overwritten.
create table subsidy_debit_account (
  valid_from date primary key,
  client_code text not null check (client_code ~ '^[0-9]{1,10}$'),
  client_name varchar(40) not null,
  bank_code text not null check (bank_code ~ '^[0-9]{4}$'),
  branch_code text not null check (branch_code ~ '^[0-9]{3}$'),
  kind text not null check (kind in ('1', '2', '9')),
  number text not null check (number ~ '^[0-9]{7}$'),
  source varchar(200) not null,
  set_by uuid references person,
  set_at timestamptz not null
);

-- 概算払 up to which share of the award, of a call whose 要綱 says another one than the prefecture's own.
create table subsidy_advance_share (
  call_id uuid primary key references subsidy_call on delete cascade,
  -- 0/1: none at all.
  numerator integer not null check (numerator >= 0),
  denominator integer not null check (denominator >= 1),
  source varchar(200) not null,
  set_by uuid references person,
  set_at timestamptz not null,
  check (numerator <= denominator)
);

create sequence subsidy_batch_number;
-- 支払一括 (batch): what goes to the bank in one file.
create table subsidy_batch (
  id uuid primary key default hagi_id(),
  number integer not null unique default nextval('subsidy_batch_number'),
  unit_id uuid not null references unit,
  title varchar(100) not null,
  state text not null default 'draft' check (state in ('draft', 'in-approval', 'approved', 'sent', 'done', 'dropped')),
  -- As typed; pay_on is the open bank day it was moved to.
  wished_on date not null,
  pay_on date not null,
  approval_id uuid,
  -- As used in the file.
  debit jsonb,
  payment_count integer,
  total_yen bigint,
  document_id uuid references document,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  csv_document_id uuid references document,
  made_by uuid references person,
  made_at timestamptz not null,
  approved_at timestamptz,
  sent_by uuid references person,
  sent_at timestamptz,
  done_at timestamptz,
  version integer not null default 1,
  check (state not in ('sent', 'done') or (document_id is not null and sha256 is not null and csv_document_id is not null and sent_at is not null))
);
create index subsidy_batch_unit on subsidy_batch (unit_id, made_at desc);
create index subsidy_batch_open on subsidy_batch (state) where state not in ('done', 'dropped');

create sequence subsidy_payment_number;
create table subsidy_payment (
  id uuid primary key default hagi_id(),
  -- Goes out as 顧客コード1 and comes back with the results.
  number bigint not null unique default nextval('subsidy_payment_number'),
  application_id uuid not null references subsidy_application,
  -- The claim (請求書) it answers.
  filing_id uuid not null references subsidy_filing,
  unit_id uuid not null references unit,
  kind text not null check (kind in ('advance', 'final')),
  amount_yen bigint not null check (amount_yen > 0 and amount_yen <= 9999999999),
  account_id uuid not null references subsidy_account,
  -- {creditorCode, creditor, bankCode, bankName, branchCode, branchName, kind, number, holder} as they were when it was asked
  account jsonb not null,
  state text not null default 'asked' check (state in ('asked', 'approved', 'in-batch', 'sent', 'paid', 'came-back', 'cancelled')),
  batch_id uuid references subsidy_batch,
  -- Which record of the file.
  record integer,
  asked_by uuid references person,
  asked_at timestamptz not null,
  approved_by uuid references person,
  approved_at timestamptz,
  sent_at timestamptz,
  -- The day the bank paid, and the day it came back.
  paid_on date,
  came_back_on date,
  reason varchar(500) not null default '',
  -- How far the application has been moved after the money.
  followed text check (followed in ('paid', 'came-back')),
  version integer not null default 1,
  check (state not in ('in-batch', 'sent', 'paid', 'came-back') or batch_id is not null),
  check (state not in ('sent', 'paid', 'came-back') or (record is not null and sent_at is not null)),
  check (state <> 'paid' or paid_on is not null),
  check (state <> 'came-back' or came_back_on is not null),
  check (approved_by is null or asked_by is null or approved_by <> asked_by)
);
-- One claim is paid once, and an application has one final payment: until the money is back or the payment is given up.
create unique index subsidy_payment_claim on subsidy_payment (filing_id) where state not in ('came-back', 'cancelled');
create unique index subsidy_payment_final on subsidy_payment (application_id) where kind = 'final' and state not in ('came-back', 'cancelled');
create index subsidy_payment_application on subsidy_payment (application_id);
create index subsidy_payment_unit on subsidy_payment (unit_id, asked_at desc, id desc);
create index subsidy_payment_open on subsidy_payment (unit_id, state) where state in ('asked', 'approved');
create index subsidy_payment_account on subsidy_payment (account_id);
create unique index subsidy_payment_batch on subsidy_payment (batch_id, record) where record is not null;
create index subsidy_payment_of_batch on subsidy_payment (batch_id) where batch_id is not null;
create index subsidy_payment_unfollowed on subsidy_payment (batch_id) where (state = 'paid' and followed is null) or (state = 'came-back' and followed is distinct from 'came-back');

-- What the bank sent back (振込不能), as it was read: kept beside what could not be matched.
create table subsidy_result (
  id uuid primary key default hagi_id(),
  batch_id uuid not null references subsidy_batch,
  document_id uuid not null references document,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- [{paymentId, record, reason}] and [{at, code, message}]
  failed jsonb not null,
  problems jsonb not null,
  read_by uuid references person,
  read_at timestamptz not null,
  applied_at timestamptz,
  unique (batch_id, sha256)
);
