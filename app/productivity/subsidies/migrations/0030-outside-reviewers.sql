-- 外部委員: members of a committee who are no staff. They sign in as anybody outside does, by mail, and see what is assigned.
alter table subsidy_reviewer
  add column outside boolean not null default false,
  add column affiliation varchar(200) not null default '',
  -- The last day of the term; null for staff, who have none.
  add column until_on date,
  add check (outside = (until_on is not null));

create table subsidy_assignment (
  call_id uuid not null,
  person_id uuid not null,
  application_id uuid not null references subsidy_application,
  assigned_at timestamptz not null,
  primary key (person_id, application_id),
  foreign key (call_id, person_id) references subsidy_reviewer (call_id, person_id)
);

create table subsidy_invitation (
  id uuid primary key default hagi_id(),
  call_id uuid not null references subsidy_committee,
  name varchar(80) not null check (name <> ''),
  affiliation varchar(200) not null,
  mail varchar(254) not null,
  until_on date not null,
  invited_by uuid references person,
  invited_at timestamptz not null,
  -- After this day it cannot be accepted any more.
  expires_on date not null,
  answer text check (answer in ('accepted', 'declined')),
  answered_by uuid references person,
  answered_at timestamptz,
  revoked_at timestamptz,
  check ((answer is null) = (answered_at is null))
);
create index subsidy_invitation_call on subsidy_invitation (call_id, invited_at);
create unique index subsidy_invitation_open on subsidy_invitation (call_id, lower(mail)) where answer is null and revoked_at is null;
