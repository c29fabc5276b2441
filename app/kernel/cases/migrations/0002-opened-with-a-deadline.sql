-- A case opened with its first deadline, its rows written by one statement in the place of three.
drop function case_open(text, text, text, int, text, uuid, text, text, timestamptz, text, uuid, text, uuid);
create function case_open(
  p_kind text, p_prefix text, p_year_label text, p_fiscal_year int, p_state text, p_unit_id uuid, p_title text, p_link text,
  p_at timestamptz, p_actor_kind text, p_actor_id uuid, p_actor_name text, p_person_id uuid,
  p_deadline text, p_due_on date, p_remind_on date, out case_id uuid, out number text
) language plpgsql as $$
declare
  serial bigint := case_next_serial(p_prefix, p_fiscal_year);
begin
  case_id := hagi_id();
  number := p_prefix || '-' || p_year_label || '-' || case when serial > 999999 then serial::text else lpad(serial::text, 6, '0') end;
  with opened as (
    insert into case_file (id, kind, number, series, fiscal_year, serial, title, link, state, state_since, unit_id, opened_at, opened_by)
    values (case_id, p_kind, number, p_prefix, p_fiscal_year, serial, p_title, p_link, p_state, p_at, p_unit_id, p_at, p_person_id)
  ), stepped as (
    insert into case_step (case_id, move, from_state, to_state, at, actor_kind, actor_id, actor_name)
    values (case_id, 'open', null, p_state, p_at, p_actor_kind, p_actor_id, p_actor_name)
  )
  insert into case_deadline (case_id, name, due_on, remind_on) select case_id, p_deadline, p_due_on, p_remind_on where p_due_on is not null;
end
$$;
