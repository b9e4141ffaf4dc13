-- What a trend over many nights has to know of each without reading its attempts.
alter table run add column confirming $flag$ not null default false;   -- true: asks again where a change is suspected; no night of its own
alter table evaluation add column served_model text null;              -- what the host said it served, first and last of the alphabet; null: it said nothing, or the evaluation is not finished

update evaluation set served_model = (
    select case when min(a.served_model) = max(a.served_model) then min(a.served_model) else min(a.served_model) || ', ' || max(a.served_model) end
    from attempt a where a.evaluation_id = evaluation.id)
where finished_at is not null;

create index run_by_job on run (job, created_at);
create index run_by_parent on run (parent_id);
