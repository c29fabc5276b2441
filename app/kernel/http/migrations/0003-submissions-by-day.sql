-- Only the nightly sweep looks for old ones: rows lie in the order they came, so a block index finds them and costs a post nothing.
drop index http_submission_at;
create index http_submission_at on http_submission using brin (at);
