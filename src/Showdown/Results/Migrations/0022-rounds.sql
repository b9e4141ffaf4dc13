-- A shard may hold some of the attempts at its samples: where questions run out before a verdict is sure, they are asked again.
alter table shard add column first_epoch integer not null default 1;
alter table shard add column last_epoch integer null;                    -- null: the evaluation's last one
