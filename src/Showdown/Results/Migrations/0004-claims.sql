-- Who tells of a run's end claims it first, so that two who want to at once tell it once.
create table notice_claimed (
    run_id        text not null references run (id),
    number        integer not null,          -- which entry of the job's notify, from 0
    finished_at   $time$ not null,           -- of the run, when it was to be told
    claimed_until $time$ null,               -- somebody is telling it, or died while telling it
    sent_at       $time$ null,               -- null: not told yet
    primary key (run_id, number, finished_at)
);
insert into notice_claimed (run_id, number, finished_at, sent_at) select run_id, number, finished_at, sent_at from notice;
drop table notice;
alter table notice_claimed rename to notice;

-- A run's own steps, its plan and its report, are carried out by one process at a time.
alter table run add column step_queued_at $time$ null;      -- when the sweep queued its next step last
alter table run add column lease_owner text null;
alter table run add column lease_until $time$ null;

-- A shard whose completions are all there and wait for their judge is in nobody's way who asks.
alter table shard add column asked_at $time$ null;
