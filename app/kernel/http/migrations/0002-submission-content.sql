-- What was sent with the key, as its hash: the same key with other content is another matter and must not be told that
-- it was received.
alter table http_submission add column content bytea;
