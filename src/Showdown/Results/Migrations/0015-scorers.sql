-- What kind of scorer an evaluation has, and what it measured: columns, not a name to be known and a number in a text.
alter table evaluation add column scorer_kind text not null default 'Instant';   -- Instant, Deferred, Measurement
update evaluation set scorer_kind = case scorer when 'speed' then 'Measurement' else 'Deferred' end where scorer in ('speed', 'evalplus', 'livecodebench');

-- How the model was asked to sample, as JSON; null in evaluations that were planned before.
alter table evaluation add column sampling text null;

alter table score add column value double precision null;        -- from 0 to 1: part of the credit; null where an answer is either right or wrong
alter table score add column counted_tokens integer null;        -- output tokens as a measurement counts them
update score set counted_tokens = cast(answer as integer), answer = null
where answer is not null and evaluation_id in (select id from evaluation where scorer = 'speed');

alter table score_part add column passed integer null;           -- of total; null where the part is not counted
alter table score_part add column total integer null;

-- For analysts: one row an attempt, with the outcome that counts.
-- outcome: Right, Wrong, Truncated (hit the output cap), Failed (infrastructure), Unscored (could not be scored, or was only measured).
drop view attempt_result;
create view attempt_result as
select e.run_id, e.benchmark_id, e.model_id, a.evaluation_id, a.sample_id, a.epoch,
       s.group_name, s.position,
       case when a.failure_kind is not null then 'Failed' else coalesce(c.outcome, 'Unscored') end as outcome,
       c.value, c.answer, s.target,
       case when a.failure_kind is not null then a.failure_message else coalesce(c.reason, 'not scored yet') end as reason,
       a.failure_kind, a.input_tokens, a.output_tokens, a.reasoning_tokens, a.cached_input_tokens, c.counted_tokens,
       a.first_token_seconds, a.first_answer_seconds, a.duration_seconds, a.tries, a.cost_usd, a.served_model, a.started_at,
       a.provider, a.system_fingerprint, a.usage_estimated, a.usage_implausible, a.reused_from, s.cluster_name
from attempt a
join evaluation e on e.id = a.evaluation_id
join sample s on s.dataset_sha256 = e.dataset_sha256 and s.sample_id = a.sample_id
left join score c on c.evaluation_id = a.evaluation_id and c.number = a.number and c.epoch = a.epoch
                 and c.scorer_version = e.scorer_version;
