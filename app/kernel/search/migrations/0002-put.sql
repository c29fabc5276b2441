-- One passage, new or in the place of what was there: a function, so that casework writes it in its own statement.
create function search_put(
  p_kind text, p_subject_id text, p_position int, p_audience text, p_readers text[], p_happened_on date,
  p_title_folded text, p_body_folded text, p_title text, p_body text, p_link text
) returns void language plpgsql as $$
declare
  v_no bigint;
begin
  insert into search_passage as p (kind, subject_id, position, audience, readers, happened_on, title_folded, body_folded)
    values (p_kind, p_subject_id, p_position, p_audience, p_readers, p_happened_on, p_title_folded, p_body_folded)
    on conflict (kind, subject_id, position) do update set
      audience = excluded.audience, readers = excluded.readers, happened_on = excluded.happened_on,
      title_folded = excluded.title_folded, body_folded = excluded.body_folded,
      grams = case when p.title_folded = excluded.title_folded and p.body_folded = excluded.body_folded then p.grams end
    returning no into v_no;
  insert into search_text (no, title, body, link) values (v_no, p_title, p_body, p_link)
    on conflict (no) do update set title = excluded.title, body = excluded.body, link = excluded.link;
end
$$;
