-- The plan for a few people does as well for many: without this PostgreSQL plans the insert anew at every notice, which
-- costs as much as the insert itself.
alter function notice_tell(text, text, text, text, text, uuid[], boolean, boolean, timestamptz) set plan_cache_mode = force_generic_plan;
