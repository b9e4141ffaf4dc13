-- For analysts: one row an attempt, with the outcome that counts, every time and every cost. docs/service.md names the columns.
-- value: from 0 to 1, of a truncated attempt what it had earned by then; null for failed and unscored ones: avg(value) is the score.
-- output_tokens_per_second: after the first, over the time from the first token to the last byte; null where a reply came in one piece.
drop view attempt_result;
create view attempt_result as
select e.run_id, e.benchmark_id, e.model_id, a.evaluation_id, a.sample_id, a.epoch,
       s.group_name, s.position,
       case when a.failure_kind is not null then 'Failed' else coalesce(c.outcome, 'Unscored') end as outcome,
       case when a.failure_kind is not null then null
            when c.outcome = 'Right' then 1.0
            when c.outcome = 'Wrong' then 0.0
            when c.outcome in ('Partial', 'Truncated') then coalesce(c.value, 0.0) end as value,
       c.answer, s.target,
       case when a.failure_kind is not null then a.failure_message else coalesce(c.reason, 'not scored yet') end as reason,
       a.failure_kind, a.input_tokens, a.output_tokens, a.reasoning_tokens, a.cached_input_tokens, c.counted_tokens,
       a.first_token_seconds, a.first_answer_seconds, a.duration_seconds, a.tries, a.cost_usd, a.served_model, a.started_at,
       a.provider, a.system_fingerprint, a.usage_estimated, a.usage_implausible, a.reused_from, s.cluster_name, e.two_valued,
       a.queued_seconds, a.retrying_seconds, a.host_cost_usd, a.discarded_input_tokens, a.discarded_output_tokens,
       case when a.failure_kind is null and coalesce(c.counted_tokens, a.output_tokens) > 1 and a.duration_seconds - a.first_token_seconds > 0.001
            then (coalesce(c.counted_tokens, a.output_tokens) - 1) / (a.duration_seconds - a.first_token_seconds) end as output_tokens_per_second,
       e.scorer_kind, e.scorer_version
from attempt a
join evaluation e on e.id = a.evaluation_id
join sample s on s.dataset_sha256 = e.dataset_sha256 and s.sample_id = a.sample_id
left join score c on c.evaluation_id = a.evaluation_id and c.number = a.number and c.epoch = a.epoch
                 and c.scorer_version = e.scorer_version;
