-- Results that another program recorded.
alter table run add column import_sha256 text null;      -- of the files and how they were read, so that nobody imports them twice; null: our own run
create unique index run_by_import on run (import_sha256);

alter table attempt add column times_known $flag$ not null default true;  -- false: made elsewhere; started_at, tries and all seconds say nothing
alter table attempt add column recorded_seconds double precision null;    -- how long the program that made it says it took; null: it says nothing

-- For analysts: one row an attempt, with the outcome that counts, every time and every cost. docs/service.md names the columns.
-- value: from 0 to 1, of a truncated attempt what it had earned by then; null for failed and unscored ones: avg(value) is the score.
-- output_tokens_per_second: after the first, over the time from the first token to the last byte; null where a reply came in one piece.
-- scorer_version 0: the scores of the program whose results were imported; of imported attempts duration_seconds is what that program wrote down.
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
       a.first_token_seconds, a.first_answer_seconds,
       case when a.times_known then a.duration_seconds else a.recorded_seconds end as duration_seconds,
       case when a.times_known then a.tries end as tries, a.cost_usd, a.served_model,
       case when a.times_known then a.started_at end as started_at,
       a.provider, a.system_fingerprint, a.usage_estimated, a.usage_implausible, a.reused_from, s.cluster_name, e.two_valued,
       case when a.times_known then a.queued_seconds end as queued_seconds,
       case when a.times_known then a.retrying_seconds end as retrying_seconds,
       a.host_cost_usd, a.discarded_input_tokens, a.discarded_output_tokens,
       case when a.failure_kind is null and coalesce(c.counted_tokens, a.output_tokens) > 1 and a.duration_seconds - a.first_token_seconds > 0.001
            then (coalesce(c.counted_tokens, a.output_tokens) - 1) / (a.duration_seconds - a.first_token_seconds) end as output_tokens_per_second,
       e.scorer_kind, e.scorer_version
from attempt a
join evaluation e on e.id = a.evaluation_id
join sample s on s.dataset_sha256 = e.dataset_sha256 and s.sample_id = a.sample_id
left join score c on c.evaluation_id = a.evaluation_id and c.number = a.number and c.epoch = a.epoch
                 and c.scorer_version = e.scorer_version;
