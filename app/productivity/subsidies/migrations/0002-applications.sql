-- 申請 (application): from the first page typed to the end of its retention. Its number, steps and deadlines are the
-- case's (kernel); its state is the case's too, repeated here for lists. A draft has no case yet.
create table subsidy_application (
  id uuid primary key default hagi_id(),
  call_id uuid not null references subsidy_call,
  -- 事務を扱う所属: the programme's, at the time of filing.
  unit_id uuid not null references unit,
  case_id uuid unique references case_file,
  number text unique,
  state text not null default 'draft',
  owner_id uuid not null references person,
  company_id uuid references company,
  -- The form as opened; a draft is finished on the version it was begun on.
  form_version_id uuid,
  eligibility jsonb not null default '{}',
  -- {name, kana, corporateNumber, postalCode, municipality, address, representativeTitle, representative, phone, email}
  party jsonb not null default '{}',
  title varchar(100) not null default '',
  summary varchar(2000) not null default '',
  starts_on date,
  ends_on date,
  -- [{category, total, eligible}], whole yen
  costs jsonb not null default '[]',
  -- {otherIncome, ownFunds, loans}, whole yen
  income jsonb not null default '{}',
  answers jsonb not null default '{}',
  -- The questions as asked with the answers, written once at filing and at every answered correction.
  asked jsonb,
  -- Steps saved at least once.
  saved_steps text[] not null default '{}',
  wanted_yen bigint check (wanted_yen >= 0),
  awarded_yen bigint check (awarded_yen >= 0),
  settled_yen bigint check (settled_yen >= 0),
  clerk_id uuid references person,
  filed_at timestamptz,
  -- Last working day of the standard period; null while a correction is awaited and once decided.
  process_by date,
  decided_on date,
  notified_on date,
  completed_on date,
  settled_on date,
  ended_on date,
  -- Of the filed content; what the receipt says.
  content_sha256 text check (content_sha256 ~ '^[0-9a-f]{64}$'),
  search text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((state = 'draft') = (filed_at is null) or state = 'withdrawn'),
  check (filed_at is null or (case_id is not null and number is not null and content_sha256 is not null))
);
create index subsidy_application_call on subsidy_application (call_id, state);
create index subsidy_application_unit on subsidy_application (unit_id, filed_at desc, id desc) where filed_at is not null;
create index subsidy_application_open on subsidy_application (unit_id, process_by, id) where process_by is not null;
create index subsidy_application_clerk on subsidy_application (clerk_id, state) where clerk_id is not null;
create index subsidy_application_owner on subsidy_application (owner_id);
create index subsidy_application_company on subsidy_application (company_id) where company_id is not null;

-- Who may work on an application beside its owner: colleagues by name, and an agent (代理人) with the recorded delegation.
create table subsidy_member (
  application_id uuid not null references subsidy_application,
  id uuid primary key default hagi_id(),
  email varchar(254) not null,
  person_id uuid references person,
  name varchar(100) not null,
  role text not null check (role in ('colleague', 'agent')),
  -- 代理の範囲と期限 as the principal wrote them, and the signed paper.
  scope varchar(500) not null default '',
  until date,
  document_id uuid references document,
  added_by uuid not null references person,
  added_at timestamptz not null,
  ended_at timestamptz,
  check (role = 'colleague' or (scope <> '' and until is not null))
);
create unique index subsidy_member_once on subsidy_member (application_id, lower(email)) where ended_at is null;
create index subsidy_member_person on subsidy_member (person_id) where ended_at is null;

-- A file of an application; `asked_key` is the paper of the call it answers, `filing_id` the procedure it came with.
create table subsidy_file (
  id uuid primary key default hagi_id(),
  application_id uuid not null references subsidy_application,
  filing_id uuid,
  asked_key text not null,
  document_id uuid not null references document,
  name text not null,
  bytes bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  added_by uuid references person,
  added_at timestamptz not null,
  removed_at timestamptz
);
create index subsidy_file_application on subsidy_file (application_id) where removed_at is null;

-- 後続手続: what the applicant sends in after the application itself: change, discontinuation, reports, claims.
create table subsidy_filing (
  id uuid primary key default hagi_id(),
  application_id uuid not null references subsidy_application,
  kind text not null check (kind in ('change', 'discontinuation', 'accident', 'progress', 'performance', 'advance-claim', 'final-claim', 'tax-credit', 'effect', 'disposal', 'year-end')),
  state text not null default 'filed' check (state in ('filed', 'returned', 'approved', 'refused')),
  content jsonb not null,
  asked jsonb not null default '[]',
  reason varchar(2000) not null default '',
  filed_by uuid references person,
  filed_at timestamptz not null,
  decided_at timestamptz,
  decided_reason varchar(2000) not null default '',
  unique (application_id, kind, filed_at)
);
create index subsidy_filing_application on subsidy_filing (application_id, filed_at);
alter table subsidy_file add foreign key (filing_id) references subsidy_filing;

-- 補正: everything at once, each with its field and reason code, one day for all.
create table subsidy_correction (
  id uuid primary key default hagi_id(),
  application_id uuid not null references subsidy_application,
  about text not null check (about in ('application', 'performance')),
  -- [{field, label, reason, remark}]
  defects jsonb not null,
  reply_by date not null,
  asked_by uuid references person,
  asked_at timestamptz not null,
  -- [{field, changed, explanation}]
  answers jsonb,
  answered_at timestamptz
);
create index subsidy_correction_application on subsidy_correction (application_id, asked_at);
create unique index subsidy_correction_open on subsidy_correction (application_id) where answered_at is null;

-- What the office has decided: 交付決定, 変更, 額の確定, 取消, 返還命令 …; with its document number, paper and approval.
create table subsidy_decision (
  id uuid primary key default hagi_id(),
  application_id uuid not null references subsidy_application,
  kind text not null check (kind in ('award', 'refusal', 'change', 'change-refusal', 'discontinuation', 'settlement', 'cancellation', 'partial-cancellation', 'repayment', 'disposal', 'correction-order', 'stop', 'instruction', 'dismissal')),
  state text not null default 'proposed' check (state in ('proposed', 'returned', 'decided', 'notified')),
  amount_yen bigint,
  -- What it rests on, as computed: categories, conditions, article, due day …
  terms jsonb not null default '{}',
  conditions jsonb not null default '[]',
  reason varchar(4000) not null default '',
  approval_id uuid,
  document_number text,
  document_id uuid references document,
  proposed_by uuid references person,
  proposed_at timestamptz not null,
  decided_at timestamptz,
  notified_at timestamptz
);
create index subsidy_decision_application on subsidy_decision (application_id, proposed_at);
-- One matter in hand at a time: two clerks cannot both propose.
create unique index subsidy_decision_one on subsidy_decision (application_id) where state = 'proposed';

-- Every yen in, out and back. Rows are never changed; amounts are positive, the kind tells the direction.
create table subsidy_ledger (
  id uuid primary key default hagi_id(),
  application_id uuid not null references subsidy_application,
  kind text not null check (kind in ('advance', 'final', 'came-back', 'repayment', 'surcharge', 'late-charge', 'excess-repaid')),
  amount_yen bigint not null check (amount_yen > 0),
  day date not null,
  -- What moved the money, so that it is written once: a payment, a returned transfer, a receipt.
  cause text not null,
  note varchar(500) not null default '',
  written_by uuid references person,
  written_at timestamptz not null,
  unique (application_id, kind, cause)
);
create function subsidy_ledger_stands() returns trigger language plpgsql as $$
begin
  raise exception 'rows of the ledger are never changed';
end
$$;
create trigger subsidy_ledger_stands before update or delete on subsidy_ledger for each row execute function subsidy_ledger_stands();

create table subsidy_message (
  id uuid primary key default hagi_id(),
  application_id uuid not null references subsidy_application,
  from_office boolean not null,
  person_id uuid references person,
  author varchar(100) not null,
  text varchar(4000) not null check (text <> ''),
  at timestamptz not null
);
create index subsidy_message_application on subsidy_message (application_id, at);

-- The form of a call, and of each procedure that follows (後続手続).
create table subsidy_procedure (
  call_id uuid not null references subsidy_call on delete cascade,
  kind text not null,
  form_version_id uuid not null,
  primary key (call_id, kind)
);
