-- Where a completion came from. Null in rows that were saved before: not known.
alter table attempt add column provider text null;              -- who served it behind a router, where the router says so
alter table attempt add column usage_implausible $flag$ null;   -- true: the host's token counts cannot be right for these texts
alter table attempt add column request_sha256 text null;        -- names what was asked: model, host, messages, sampling and body fields
alter table attempt add column reused_from text null;           -- the evaluation that paid for it; null: this one did

drop view attempt_result;
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
left join score c on c.evaluation_id = a.evaluation_id and c.sample_id = a.sample_id and c.epoch = a.epoch
                 and c.scorer_version = e.scorer_version;

-- Processes that are at work, by their own word: those that share a model's limits.
create table worker (
    id          text primary key,
    alive_until $time$ not null
);
