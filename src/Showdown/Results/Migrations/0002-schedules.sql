-- What became of each scheduled time: one row a job and time, so that a night is started once whoever looks.
create table schedule (
    job         text primary key,
    definition  text not null,               -- cron and time zone; a changed one begins anew
    since       $time$ not null              -- times before this are not due
);

create table schedule_time (
    job         text not null,
    due_at      $time$ not null,
    action      text not null,               -- Start, SkipMissed, SkipOverlap
    run_id      text null references run (id),
    primary key (job, due_at)
);
