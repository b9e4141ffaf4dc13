-- Attempts and scores are kept in the order of asking, by the number of table asked: what is saved together lies together. By the sample's id each batch went
-- to pages all over the table. sample_id stays beside it, for whoever reads the tables.
drop view attempt_result;

alter table attempt rename to attempt_by_sample;
create table attempt (
    evaluation_id         text not null references evaluation (id),
    number                integer not null,  -- of table asked: names the sample
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
    provider              text null,         -- who served it behind a router, where the router says so
    usage_implausible     $flag$ null,       -- true: the host's token counts cannot be right for these texts
    request_sha256        text null,         -- names what was asked: model, host, messages, sampling and body fields
    reused_from           text null,         -- the evaluation that paid for it; null: this one did
    constraint attempt_key primary key (evaluation_id, number, epoch)
);
insert into attempt
select a.evaluation_id, q.number, a.sample_id, a.epoch, a.failure_kind, a.failure_message, a.failure_status, a.text, a.reasoning, a.finish_reason, a.raw_finish_reason,
       a.input_tokens, a.output_tokens, a.reasoning_tokens, a.cached_input_tokens, a.usage_estimated, a.started_at, a.queued_seconds, a.retrying_seconds,
       a.first_token_seconds, a.first_answer_seconds, a.duration_seconds, a.tries, a.cost_usd, a.served_model, a.system_fingerprint,
       a.provider, a.usage_implausible, a.request_sha256, a.reused_from
from attempt_by_sample a
left join asked q on q.evaluation_id = a.evaluation_id and q.sample_id = a.sample_id;
drop table attempt_by_sample;
create index attempt_failed on attempt (evaluation_id) where failure_kind is not null;
create index attempt_served on attempt (evaluation_id, served_model);

alter table score rename to score_by_sample;
create table score (
    evaluation_id   text not null,
    number          integer not null,
    sample_id       text not null,
    epoch           integer not null,
    scorer_version  integer not null,
    outcome         text not null,           -- Right, Wrong, Truncated, Unscored
    answer          text null,
    reason          text not null,
    constraint score_key primary key (evaluation_id, number, epoch, scorer_version)
) $by_key$;
insert into score
select c.evaluation_id, q.number, c.sample_id, c.epoch, c.scorer_version, c.outcome, c.answer, c.reason
from score_by_sample c
left join asked q on q.evaluation_id = c.evaluation_id and q.sample_id = c.sample_id;
drop table score_by_sample;

alter table score_part rename to score_part_by_sample;
create table score_part (
    evaluation_id   text not null,
    number          integer not null,
    sample_id       text not null,
    epoch           integer not null,
    scorer_version  integer not null,
    part            text not null,
    is_right        $flag$ not null,
    constraint score_part_key primary key (evaluation_id, number, epoch, scorer_version, part)
) $by_key$;
insert into score_part
select p.evaluation_id, q.number, p.sample_id, p.epoch, p.scorer_version, p.part, p.is_right
from score_part_by_sample p
left join asked q on q.evaluation_id = p.evaluation_id and q.sample_id = p.sample_id;
drop table score_part_by_sample;

-- For analysts: one row an attempt, with the outcome that counts.
-- outcome: Right, Wrong, Truncated (hit the output cap), Failed (infrastructure), Unscored (could not be judged).
create view attempt_result as
select e.run_id, e.benchmark_id, e.model_id, a.evaluation_id, a.sample_id, a.epoch,
       s.group_name, s.position,
       case when a.failure_kind is not null then 'Failed' else coalesce(c.outcome, 'Unscored') end as outcome,
       c.answer, s.target,
       case when a.failure_kind is not null then a.failure_message else coalesce(c.reason, 'not judged yet') end as reason,
       a.failure_kind, a.input_tokens, a.output_tokens, a.reasoning_tokens, a.cached_input_tokens,
       a.first_token_seconds, a.first_answer_seconds, a.duration_seconds, a.tries, a.cost_usd, a.served_model, a.started_at,
       a.provider, a.system_fingerprint, a.usage_estimated, a.usage_implausible, a.reused_from
from attempt a
join evaluation e on e.id = a.evaluation_id
join sample s on s.dataset_sha256 = e.dataset_sha256 and s.sample_id = a.sample_id
left join score c on c.evaluation_id = a.evaluation_id and c.number = a.number and c.epoch = a.epoch
                 and c.scorer_version = e.scorer_version;
