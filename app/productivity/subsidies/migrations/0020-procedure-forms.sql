-- A procedure's own form (後続手続の様式) while it is being filled in: on the version it was begun on. Filed, its answers go into
-- subsidy_filing with the questions as asked, and the row goes.
create table subsidy_procedure_draft (
  application_id uuid not null references subsidy_application,
  kind text not null check (kind in ('change', 'discontinuation', 'accident', 'progress', 'performance', 'advance-claim', 'final-claim', 'tax-credit', 'effect', 'disposal', 'year-end')),
  form_version_id uuid not null,
  answers jsonb not null default '{}',
  saved_pages text[] not null default '{}',
  version integer not null default 1,
  begun_by uuid references person,
  begun_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (application_id, kind)
);
