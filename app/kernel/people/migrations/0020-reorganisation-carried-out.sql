-- On its day a reorganisation is carried out: what is still worked on goes to whoever takes over. Before its day it can be
-- cancelled; `undo` holds what its rows were before.
alter table reorganisation
  add column undo jsonb not null default '{}',
  add column carried_out_at timestamptz,
  add column handed_over jsonb not null default '[]',
  add column cancelled_at timestamptz,
  add column cancelled_by uuid references person,
  add column cancel_reason text not null default '';
-- Those decided before this was known: nothing is left of them to carry out.
update reorganisation set carried_out_at = decided_at where on_date <= (now() at time zone 'Asia/Tokyo')::date;
create index reorganisation_to_come on reorganisation (on_date) where carried_out_at is null and cancelled_at is null;
