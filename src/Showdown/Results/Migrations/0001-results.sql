-- One text for SQLite and PostgreSQL; $time$ and $flag$ are the engine's own types. Never edited once released: add a file instead.

create table run (
    id              text primary key,
    job             text not null,
    settings        text not null,           -- RunSettings as JSON: all that the run depends on, without keys
    status          text not null,           -- Running, Complete, Incomplete, Failed, Cancelled
    reason          text null,               -- why it ended otherwise than complete
    parent_id       text null references run (id),
    simulated       $flag$ not null,         -- true: at least one model was simulated
    program_version text not null,
    created_at      $time$ not null,
    finished_at     $time$ null,
    report          text null,               -- path of the rendered page
    report_error    text null                -- why there is no page
);

create table sample (
    dataset_sha256  text not null,
    sample_id       text not null,
    position        integer not null,        -- from 0, in upstream's order
    rank            integer not null,        -- from 0, in the fixed pseudo-random order that limits take from
    group_name      text null,               -- subject, difficulty or the like
    input           text not null,
    target          text not null,
    choices         text not null,           -- JSON array
    fields          text not null,           -- JSON object
    primary key (dataset_sha256, sample_id)
);
create unique index sample_by_rank on sample (dataset_sha256, rank);
create unique index sample_by_position on sample (dataset_sha256, position);

create table evaluation (
    id              text primary key,
    run_id          text not null references run (id),
    number          integer not null,        -- from 0, in the job's order
    benchmark_id    text not null,
    model_id        text not null,
    dataset_sha256  text not null,
    samples         integer not null,        -- asked, after the limit
    epochs          integer not null,
    scorer          text not null,
    scorer_version  integer not null,        -- whose scores count; rescoring raises it
    identity        text not null,           -- hash of all that a score depends on: nights with one identity may be compared
    shards_left     integer not null,
    finished_at     $time$ null,
    unique (run_id, benchmark_id, model_id)
);
create index evaluation_by_identity on evaluation (identity);

create table asked (
    evaluation_id   text not null references evaluation (id),
    number          integer not null,        -- from 0; shards are ranges of it
    sample_id       text not null,
    primary key (evaluation_id, number)
);
create unique index asked_by_sample on asked (evaluation_id, sample_id);

create table shard (
    id              text primary key,
    evaluation_id   text not null references evaluation (id),
    run_id          text not null references run (id),
    model_id        text not null,
    number          integer not null,
    first_asked     integer not null,        -- a range of asked.number, both inclusive
    last_asked      integer not null,
    queued_at       $time$ null,             -- handed to the queue last
    lease_owner     text null,
    lease_until     $time$ null,
    done_at         $time$ null
);
create index shard_open on shard (run_id, model_id, number) where done_at is null;

create table attempt (
    evaluation_id         text not null references evaluation (id),
    sample_id             text not null,
    epoch                 integer not null,  -- from 1
    failure_kind          text null,         -- null: completed
    failure_message       text null,
    failure_status        integer null,
    text                  text null,
    reasoning             text null,
    finish_reason         text null,         -- Stop, Length, ContentFilter
    raw_finish_reason     text null,         -- as the host spelt it
    input_tokens          integer null,
    output_tokens         integer null,
    reasoning_tokens      integer null,
    cached_input_tokens   integer null,
    usage_estimated       $flag$ not null,
    started_at            $time$ not null,
    queued_seconds        double precision not null,
    retrying_seconds      double precision not null,
    first_token_seconds   double precision null,
    first_answer_seconds  double precision null,
    duration_seconds      double precision not null,
    tries                 integer not null,
    cost_usd              double precision null,
    served_model          text null,
    system_fingerprint    text null,
    primary key (evaluation_id, sample_id, epoch)
);

create table score (
    evaluation_id   text not null,
    sample_id       text not null,
    epoch           integer not null,
    scorer_version  integer not null,
    outcome         text not null,           -- Right, Wrong, Truncated, Unscored
    answer          text null,
    reason          text not null,
    primary key (evaluation_id, sample_id, epoch, scorer_version)
);

create table price (
    model_id        text not null,
    seen_at         $time$ not null,         -- when a run first used it
    input_usd       double precision not null,   -- per million tokens
    output_usd      double precision not null,
    cached_input_usd double precision null,
    as_of           text null,
    source          text null,
    primary key (model_id, seen_at)
);

-- For analysts: one row an attempt, with the outcome that counts.
-- outcome: Right, Wrong, Truncated (hit the output cap), Failed (infrastructure), Unscored (could not be judged).
create view attempt_result as
select e.run_id, e.benchmark_id, e.model_id, a.evaluation_id, a.sample_id, a.epoch,
       s.group_name, s.position,
       case when a.failure_kind is not null then 'Failed' else coalesce(c.outcome, 'Unscored') end as outcome,
       c.answer, s.target,
       case when a.failure_kind is not null then a.failure_message else coalesce(c.reason, 'not judged yet') end as reason,
       a.failure_kind, a.input_tokens, a.output_tokens, a.reasoning_tokens, a.cached_input_tokens,
       a.first_token_seconds, a.first_answer_seconds, a.duration_seconds, a.tries, a.cost_usd, a.served_model, a.started_at
from attempt a
join evaluation e on e.id = a.evaluation_id
join sample s on s.dataset_sha256 = e.dataset_sha256 and s.sample_id = a.sample_id
left join score c on c.evaluation_id = a.evaluation_id and c.sample_id = a.sample_id and c.epoch = a.epoch
                 and c.scorer_version = e.scorer_version;
