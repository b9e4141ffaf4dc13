-- Who has been told that a run ended, so that nobody is told twice. A resumed run ends again, and that is told again.
create table notice (
    run_id      text not null references run (id),
    number      integer not null,            -- which entry of the job's notify, from 0
    finished_at $time$ not null,             -- of the run, when it was told
    sent_at     $time$ not null,
    primary key (run_id, number, finished_at)
);
