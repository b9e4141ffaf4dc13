-- A slice of a benchmark's answers that judges compare: who works on it, and why it ended. Planned when the run's answers are there, forgotten when the run is
-- opened again.
create table pair_shard (
    id              text primary key,
    run_id          text not null references run (id),
    benchmark_id    text not null,
    number          integer not null,        -- in the dataset's order
    first_position  integer not null,        -- a range of sample.position, both inclusive
    last_position   integer not null,
    pairs           integer not null,        -- of answers, whether judged before or not
    queued_at       $time$ null,             -- handed to the queue last
    lease_owner     text null,
    lease_until     $time$ null,
    done_at         $time$ null,
    stopped         text null                -- why not all of it was judged
);
create index pair_shard_of_run on pair_shard (run_id, benchmark_id, number);
