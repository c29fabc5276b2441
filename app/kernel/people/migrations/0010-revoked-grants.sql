-- A role taken away ends in that moment, also on the day it was given; its row stays.
alter table role_grant add column revoked_at timestamptz;
alter table role_grant add column revoked_by uuid references person;
alter table role_grant add column revoke_reason text not null default '';
create index role_grant_role on role_grant (role) where revoked_at is null;
