-- Two ids of one millisecond come in the order they were made as well: a list is paged and 「ここまで既読」 is set by id.
-- RFC 9562 §6.2 method 3: the twelve bits after the version carry the fraction of the millisecond (244 ns a step).
-- uuidv7() of PostgreSQL 18 does the same, and is monotonic within a connection besides.
do $$
begin
  if current_setting('server_version_num')::int >= 180000 then
    create or replace function hagi_id() returns uuid language sql volatile parallel safe as 'select uuidv7()';
  else
    create or replace function hagi_id() returns uuid language sql volatile parallel safe as $id$
      select encode(
        substring(int8send(t.micros / 1000) from 3)
          || substring(int8send(28672 + (t.micros % 1000) * 4096 / 1000) from 7)
          || substring(uuid_send(gen_random_uuid()) from 9), 'hex')::uuid
      from (select (extract(epoch from clock_timestamp()) * 1000000)::bigint as micros) t
    $id$;
  end if;
end $$;
