-- What a host does with tools; all null where it was not asked.
alter table probe add column tool_use text null;       -- Refused, Ignored, InWords or Called
alter table probe add column tool_calls integer null;  -- how many came in one reply
alter table probe add column tools_stream $flag$ null;
alter table probe add column tool_refusal text null;
