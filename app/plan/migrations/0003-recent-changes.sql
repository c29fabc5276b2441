create index plan_text_version_at on plan_text_version (changed_at);
create index plan_indicator_value_entered on plan_indicator_value (entered_at);
