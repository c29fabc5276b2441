-- 質問と回答: any member of staff asks about an initiative, whatever edition it stands in.
create table plan_question (
  id uuid primary key default hagi_id(),
  initiative_id uuid not null references plan_initiative,
  text text not null check (length(text) between 1 and 2000),
  asked_by uuid references person,
  asked_unit_id uuid references unit,       -- where the asker belonged then
  asked_at timestamptz not null default now(),
  edited_at timestamptz,
  due_on date not null,                     -- five working days after it was asked
  reminded_at timestamptz,
  answer text check (length(answer) between 1 and 4000),
  answered_by uuid references person,
  answered_unit_id uuid references unit,
  answered_at timestamptz,
  hidden_reason text check (length(hidden_reason) between 1 and 500),
  hidden_by uuid references person,
  hidden_at timestamptz,
  version integer not null default 1,
  check ((answer is null) = (answered_at is null)),
  check ((hidden_reason is null) = (hidden_at is null))
);
create index plan_question_initiative on plan_question (initiative_id, asked_at desc, id desc);
create index plan_question_asker on plan_question (asked_by);
create index plan_question_open on plan_question (due_on) where answer is null and hidden_at is null;

-- 「読みました」 is asked of a person's unit and of the whole edition.
create index plan_reading_person on plan_reading (person_id);
