-- Samples that hang together, such as questions about one passage, and samples that are the same word for word: one cluster counts once.
alter table sample add column cluster_name text;

drop view attempt_result;

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
       a.provider, a.system_fingerprint, a.usage_estimated, a.usage_implausible, a.reused_from, s.cluster_name
from attempt a
join evaluation e on e.id = a.evaluation_id
join sample s on s.dataset_sha256 = e.dataset_sha256 and s.sample_id = a.sample_id
left join score c on c.evaluation_id = a.evaluation_id and c.number = a.number and c.epoch = a.epoch
                 and c.scorer_version = e.scorer_version;
