-- A passage of a subject that was made in this very statement: nothing can be in its place, so it is not looked for.
create function search_add(
  p_kind text, p_subject_id text, p_position int, p_audience text, p_readers text[], p_happened_on date,
  p_title_folded text, p_body_folded text, p_title text, p_body text, p_link text
) returns void language plpgsql as $$
declare
  v_no bigint;
begin
  insert into search_passage (kind, subject_id, position, audience, readers, happened_on, title_folded, body_folded)
    values (p_kind, p_subject_id, p_position, p_audience, p_readers, p_happened_on, p_title_folded, p_body_folded) returning no into v_no;
  insert into search_text (no, title, body, link) values (v_no, p_title, p_body, p_link);
end
$$;
