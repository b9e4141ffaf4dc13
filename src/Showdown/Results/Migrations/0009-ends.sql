-- What the end of an evaluation asks for, without reading its attempts, whose texts may be long.
create index attempt_failed on attempt (evaluation_id) where failure_kind is not null;
create index attempt_served on attempt (evaluation_id, served_model);
