-- Head-to-head: two models' answers to the same prompt, as a judge model compared them in both orders. The models of a pair stand in the order of the run.
create table pair_verdict (
    run_id          text not null references run (id),
    benchmark_id    text not null,
    sample_id       text not null,
    epoch           integer not null,
    first_model     text not null,
    second_model    text not null,
    judging         text not null,              -- names judges, rubric and rules: those of the newest one in table pair_judging count
    judge           text not null,              -- of models.yaml; a panel has a row for each
    in_order        text null,                  -- FirstMuchBetter, FirstBetter, Tie, SecondBetter, SecondMuchBetter; null: no verdict could be read
    in_order_reason text null,
    in_order_text   text null,                  -- what the judge wrote last
    in_order_failure text null,
    swapped         text null,                  -- the second answer was shown first; the level is from the first one's point of view here, too
    swapped_reason  text null,
    swapped_text    text null,
    swapped_failure text null,
    tries           integer not null,           -- of both orders, as all that follows
    input_tokens    integer null,
    output_tokens   integer null,
    cost_usd        double precision null,      -- null: the judge's price is not known
    judged_at       $time$ not null,
    primary key (run_id, benchmark_id, sample_id, epoch, first_model, second_model, judging, judge)
);

-- How a run's pairs were judged: a row for each time that judges or rubric changed.
create table pair_judging (
    run_id          text not null references run (id),
    benchmark_id    text not null,
    judging         text not null,
    number          integer not null,           -- from 1: the largest counts
    settings        text not null,              -- JSON: judges, rubric, baseline
    primary key (run_id, benchmark_id, judging)
);

-- What people say of the same pairs, without knowing whose answers they are.
create table pair_label (
    run_id          text not null references run (id),
    benchmark_id    text not null,
    sample_id       text not null,
    epoch           integer not null,
    first_model     text not null,
    second_model    text not null,
    rater           text not null,
    label           text null,                  -- First, Second, Tie; null: the rater could not say
    labelled_at     $time$ not null,
    primary key (run_id, benchmark_id, sample_id, epoch, first_model, second_model, rater)
);

-- How the answers of pairs are laid out: what a judge may like beside what they say. Headers, lists and bold are counted outside of code.
create table answer_style (
    evaluation_id   text not null references evaluation (id),
    number          integer not null,
    epoch           integer not null,
    tokens          integer not null,           -- by o200k_base, of the whole answer
    headers         integer not null,
    lists           integer not null,
    bold            integer not null,
    primary key (evaluation_id, number, epoch)
);
