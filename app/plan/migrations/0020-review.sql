-- Half-yearly review. The scales are data: another prefecture, another year, other words and thresholds.
create table plan_scale (
  id uuid primary key default hagi_id(),
  kind text not null check (kind in ('grade', 'verdict')),
  valid_from date not null,
  -- grade: [{key, title, from}], best first; from is the least achievement (ratio) that suggests it. verdict: [{key, title, answer}].
  items jsonb not null,
  source text not null default '',
  unique (kind, valid_from)
);

-- 行政活動の評価に関する条例 (2001) uses these four grades and three verdicts. The ordinance gives no figures for a suggestion:
-- 85 % and 70 % are the bounds 三重県 works with (85 % and more counts as achieved, 70 to 85 % goes to its panel), as a starting value.
insert into plan_scale (kind, valid_from, items, source) values
  ('grade', '2000-04-01', '[
    {"key": "on-track", "title": "順調", "from": 1.0},
    {"key": "mostly-on-track", "title": "概ね順調", "from": 0.85},
    {"key": "slightly-late", "title": "やや遅れている", "from": 0.7},
    {"key": "late", "title": "遅れている", "from": null}]', '初期値（提案の境目は設定で変えられます）'),
  ('verdict', '2000-04-01', '[
    {"key": "proper", "title": "適切", "answer": false},
    {"key": "mostly-proper", "title": "概ね適切", "answer": false},
    {"key": "reconsider", "title": "要検討", "answer": true}]', '初期値');

create table plan_review (
  id uuid primary key default hagi_id(),
  edition_id uuid not null references plan_edition on delete cascade,
  initiative_id uuid not null references plan_initiative,
  half text not null check (half in ('first', 'second')),
  case_id uuid not null,                      -- its number and every move with who and why
  state text not null default 'draft' check (state in ('draft', 'submitted', 'judged', 'answered')),
  -- What the indicators suggested when it was submitted, and how; null: nothing to go by (「－」).
  suggested text,
  suggested_basis text not null default '',
  grade text,
  reason text not null default '',
  -- Why another grade than the suggested one.
  override_reason text not null default '',
  submitted_by uuid references person,
  submitted_at timestamptz,
  verdict text,
  verdict_comment text not null default '',
  judged_by uuid references person,
  judged_at timestamptz,
  answer text not null default '',
  answered_by uuid references person,
  answered_at timestamptz,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  unique (edition_id, initiative_id, half),
  check (state = 'draft' or (grade is not null and reason <> '')),
  check (state in ('draft', 'submitted') or verdict is not null)
);
create index plan_review_initiative on plan_review (initiative_id);
