-- A measure as it stood when a month ended. Written once a month and never changed by it: what was reported stays.
create table measure_snapshot (
  measure_key text not null,
  -- Whose figure: '' for the whole, otherwise "initiative=… unit=…" (scope.ts).
  scope text not null default '',
  month date not null check (extract(day from month) = 1),
  -- null: there was nothing to measure. Not 0.
  value numeric,
  denominator numeric,
  records integer,
  taken_at timestamptz not null default now(),
  primary key (measure_key, scope, month)
);
