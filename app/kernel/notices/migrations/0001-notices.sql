-- One event told to its audience. Written in the transaction of what happened, so neither is without the other.
create table notice (
  id uuid primary key default hagi_id(),
  name text not null,                     -- "improvements.adopted"
  title text not null,                    -- 「提案が採用されたとき」, as it was called then
  subject text not null check (length(subject) between 1 and 200),
  body text not null default '' check (length(body) <= 4000),
  link text not null check (link like '/%'),
  told_at timestamptz not null default now()
);

-- One row per person. A mail's state is kept per person: a retry never mails again who has been mailed.
create table notice_recipient (
  notice_id uuid not null references notice on delete cascade,
  person_id uuid not null references person,
  read_at timestamptz,
  --  none: not wanted, or nothing to mail to.  unset: no mail server is configured (送信先未設定).
  --  waiting: to be sent at once.  digest: to be sent with the day's others.  sent.  refused: the server will not take it.
  mail text not null default 'none' check (mail in ('none', 'unset', 'waiting', 'digest', 'sent', 'refused')),
  mail_at timestamptz,
  mail_error text,
  primary key (notice_id, person_id)
);
-- The inbox, newest first (ids are time-ordered), and the unread number on every page.
create index notice_recipient_inbox on notice_recipient (person_id, notice_id desc);
create index notice_recipient_unread on notice_recipient (person_id, notice_id desc) where read_at is null;
create index notice_recipient_mail on notice_recipient (mail, notice_id) where mail in ('waiting', 'digest');

create table notice_preference (
  person_id uuid primary key references person,
  mail text not null check (mail in ('immediate', 'digest', 'none')),
  changed_at timestamptz not null default now()
);

-- Mail that is no notice: sign-in links and confirmations. The text goes when it has been sent: it may hold a secret link.
create table notice_mail (
  id uuid primary key default hagi_id(),
  recipient text not null,
  subject text not null,
  text text,
  state text not null check (state in ('unset', 'waiting', 'sent', 'refused', 'expired')),
  made_at timestamptz not null default now(),
  -- After this the mail is of no use and is not sent any more.
  expires_at timestamptz,
  mail_at timestamptz,
  mail_error text
);

-- The whole of tell() in one round trip: the notice, its recipients with what each wants, and the delivery job.
create function notice_tell(
  p_name text, p_title text, p_subject text, p_body text, p_link text, p_people uuid[], p_mail boolean, p_server boolean
) returns uuid language plpgsql as $$
declare
  v_id uuid := hagi_id();
  v_waiting boolean;
begin
  insert into notice (id, name, title, subject, body, link) values (v_id, p_name, p_title, p_subject, p_body, p_link);
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

create function notice_send_mail(p_to text, p_subject text, p_text text, p_expires timestamptz, p_server boolean)
returns uuid language plpgsql as $$
declare
  v_id uuid := hagi_id();
begin
  insert into notice_mail (id, recipient, subject, text, state, expires_at)
  values (v_id, p_to, p_subject, case when p_server then p_text end, case when p_server then 'waiting' else 'unset' end, p_expires);
  if p_server then
    perform graphile_worker.add_job('notices.send-mail', json_build_object('mailId', v_id), null, null, 12);
  end if;
  return v_id;
end $$;
