-- What judge models said of labelled pairs when they were measured: asked once for each judge, rubric, version and pair.
create table judge_verdict (
    identity_sha256 text not null,               -- of the judge's entry, the rubric and the version of our words
    pair_sha256     text not null,               -- of the prompt and both answers
    kind            text not null,               -- label, repeat, empty, constant
    swapped         $flag$ not null,             -- true: the second answer was shown first
    level           text null,                   -- from the first answer's point of view; null: no verdict
    reason          text null,
    reply           text null,
    tries           integer not null,
    unread          integer not null,            -- of these, replies that told no verdict
    input_tokens    integer null,
    output_tokens   integer null,
    cost_usd        double precision null,       -- null: the judge's price is not known
    failure         text null,
    made_at         $time$ not null,
    primary key (identity_sha256, pair_sha256, kind, swapped)
);

-- How far a judge can be trusted: one row a measurement.
create table judge_passport (
    identity_sha256 text not null,
    made_at         $time$ not null,
    judge_id        text not null,
    model           text not null,               -- as it is sent to the host
    rubric_sha256   text not null,
    version         integer not null,
    labels          text not null,               -- which labelled pairs, in words
    labels_sha256   text not null,
    is_simulated    $flag$ not null,
    pairs           integer not null,
    accuracy        double precision null,       -- shares from 0 to 1; leans from -0.5 to 0.5; null: could not be told
    accuracy_low    double precision null,
    accuracy_high   double precision null,
    held            double precision null,
    position_lean   double precision null,
    length_lean     double precision null,
    cost_usd        double precision null,
    passport        text not null,               -- all of it, as JSON
    primary key (identity_sha256, labels_sha256, made_at)
);
create index judge_passport_by_judge on judge_passport (judge_id, made_at);

-- What judge models said of a run's attempts, beside the score that they make together.
create table judgement (
    evaluation_id   text not null,
    number          integer not null,
    epoch           integer not null,
    scorer_version  integer not null,
    judge_id        text not null,
    value           double precision null,       -- from 0 to 1; null: failed or could not be read
    levels          text null,                   -- by criterion, as JSON
    reason          text null,
    reply           text null,
    tries           integer not null,
    unread          integer not null,
    input_tokens    integer null,
    output_tokens   integer null,
    cost_usd        double precision null,
    failure         text null,
    made_at         $time$ not null,
    constraint judgement_key primary key (evaluation_id, number, epoch, scorer_version, judge_id)
);

-- Who gave the scores of a version, and by which rubric.
create table judging_rule (
    evaluation_id   text not null,
    scorer_version  integer not null,
    rule            text not null,               -- rubric, judges with their settings, and whether they may judge their own family, as JSON
    primary key (evaluation_id, scorer_version)
);
