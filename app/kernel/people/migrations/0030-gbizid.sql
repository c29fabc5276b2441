-- GビズID accounts that signed in here, as the provider names them. プライム is the representative, proved by documents;
-- メンバー is staff of theirs; エントリー proves nothing but an address.
create table gbizid_account (
  issuer text not null,
  subject text not null,
  person_id uuid not null references person,
  account_type text not null check (account_type in ('prime', 'member', 'entry')),
  -- For whom they may act by this account; null for エントリー and for 個人事業主.
  company_id uuid references company,
  corporate_number text check (corporate_number ~ '^[1-9][0-9]{12}$'),
  company_name text not null default '',
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (issuer, subject)
);
create index gbizid_account_person on gbizid_account (person_id);
