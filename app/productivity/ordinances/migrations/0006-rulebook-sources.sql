-- Every import asks whether a text was taken from the same address before.
create index ordinance_source_url on ordinance (source_url) where source_url <> '';
