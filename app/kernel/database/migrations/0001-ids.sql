-- Time-ordered ids (UUID version 7, RFC 9562 §5.7): new rows land at the end of an index instead of all over it.
-- PostgreSQL has uuidv7() only from version 18, and Hagi runs on 15.
create function hagi_id() returns uuid language sql volatile parallel safe as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
        from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;
