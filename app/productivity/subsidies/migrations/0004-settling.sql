-- 実績報告 in the making: what the applicant has typed before filing it; kept until then, page by page.
create table subsidy_report (
  application_id uuid primary key references subsidy_application,
  completed_on date,
  outcome varchar(4000) not null default '',
  other_income bigint not null default 0 check (other_income >= 0),
  profit bigint not null default 0 check (profit >= 0),
  updated_at timestamptz not null
);

-- 証拠書類: one cost line with its chain 見積→発注→納品→請求→支払. Amounts in whole yen with tax, the eligible one as the 要綱 says.
create table subsidy_evidence (
  id uuid primary key default hagi_id(),
  application_id uuid not null references subsidy_application,
  category text not null,
  content varchar(200) not null check (content <> ''),
  itemised boolean not null default false,
  second_hand boolean not null default false,
  eligible_yen bigint not null check (eligible_yen >= 0),
  -- {quote|order|delivery|invoice|payment: {on, amount, name}}
  papers jsonb not null default '{}',
  -- {paidOn, method, withdrawnOn}
  payment jsonb,
  own_account boolean not null default false,
  -- [{firm, amount, content, related}]
  quotes jsonb not null default '[]',
  -- 適格請求書発行事業者の登録番号, or 法人番号, with the invoice's own number: what double funding is found by.
  issuer varchar(20) not null default '',
  invoice_number varchar(60) not null default '',
  -- Left out of the settlement by the office, or let pass in spite of a fault; each with its reason.
  excluded_reason varchar(1000) not null default '',
  accepted_reason varchar(1000) not null default '',
  added_at timestamptz not null,
  updated_at timestamptz not null
);
create index subsidy_evidence_application on subsidy_evidence (application_id, added_at);
create index subsidy_evidence_invoice on subsidy_evidence (issuer, invoice_number) where issuer <> '' and invoice_number <> '';

-- 検査: when and where the project was looked at, and what was found.
create table subsidy_inspection (
  id uuid primary key default hagi_id(),
  application_id uuid not null references subsidy_application,
  day date not null,
  place varchar(200) not null,
  findings varchar(4000) not null,
  inspected_by uuid references person,
  written_at timestamptz not null
);
create index subsidy_inspection_application on subsidy_inspection (application_id, day);

-- 返還命令: what is owed back, from when on; what is received lies in the ledger by its receipt number.
create table subsidy_repayment (
  id uuid primary key default hagi_id(),
  application_id uuid not null references subsidy_application,
  decision_id uuid not null unique references subsidy_decision,
  principal_yen bigint not null check (principal_yen > 0),
  -- Of a cancellation (19条1項); without one, only late payment is charged.
  surcharged boolean not null,
  ordered_on date not null,
  due_on date not null check (due_on > ordered_on),
  waived_surcharge_yen bigint not null default 0 check (waived_surcharge_yen >= 0),
  waived_reason varchar(1000) not null default '',
  finished_on date
);
create index subsidy_repayment_application on subsidy_repayment (application_id);
create unique index subsidy_repayment_open on subsidy_repayment (application_id) where finished_on is null;
