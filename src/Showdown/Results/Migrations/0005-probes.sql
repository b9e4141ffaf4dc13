-- What each endpoint was like when a run began: one row a run and model, written by the plan and filled once by whichever worker checks it.
create table probe (
    run_id              text not null references run (id),
    model_id            text not null,
    claimed_by          text null,               -- the worker that is checking now
    claimed_until       $time$ null,
    made_at             $time$ null,             -- null: to be checked
    host                text null,               -- host and port, or "simulated"
    answers             $flag$ null,
    failure_kind        text null,
    failure_message     text null,
    failure_status      integer null,
    refused_parameters  text null,               -- names in models.yaml, parted by blanks; empty: none
    served_model        text null,
    serves_asked_model  $flag$ null,             -- null in all that follow: could not be told
    system_fingerprint  text null,
    provider            text null,
    streams             $flag$ null,
    reports_usage       $flag$ null,
    usage_is_plausible  $flag$ null,
    honours_output_cap  $flag$ null,
    first_token_seconds double precision null,
    output_tokens_per_second double precision null,
    requests            integer null,
    cost_usd            double precision null,
    primary key (run_id, model_id)
);
create index probe_by_model on probe (model_id, made_at);

-- Why a model was asked no more in this evaluation; null while it is, or was, asked to the end.
alter table evaluation add column given_up text null;
