-- A notice is told at the instant of its work, not at that of the database.
drop function notice_tell(text, text, text, text, text, uuid[], boolean, boolean);
create function notice_tell(
  p_name text, p_title text, p_subject text, p_body text, p_link text, p_people uuid[], p_mail boolean, p_server boolean, p_at timestamptz
) returns uuid language plpgsql as $$
declare
  v_id uuid := hagi_id();
  v_waiting boolean;
begin
  insert into notice (id, name, title, subject, body, link, told_at) values (v_id, p_name, p_title, p_subject, p_body, p_link, p_at);
  with put as (
    insert into notice_recipient (notice_id, person_id, mail)
    select v_id, person.id,
      case
        when not p_mail or person.mail is null or preference.mail = 'none' then 'none'
        when not p_server then 'unset'
        when coalesce(preference.mail, 'immediate') = 'digest' then 'digest'
        else 'waiting'
      end
    from person left join notice_preference preference on preference.person_id = person.id
    where person.id = any (p_people) and person.status = 'active'
    returning mail
  ) select bool_or(mail = 'waiting') into v_waiting from put;
  if v_waiting then
    perform graphile_worker.add_job('notices.deliver', json_build_object('noticeId', v_id), null, null, 12);
  end if;
  return v_id;
end $$;
