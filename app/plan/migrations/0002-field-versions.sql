-- The version at which each field last changed: two people conflict only where they changed the same text.
alter table plan_edition add column field_versions jsonb not null default '{}';
alter table plan_sheet add column field_versions jsonb not null default '{}';
