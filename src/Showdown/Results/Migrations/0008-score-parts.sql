-- Parts of a judgement that have a published score of their own, such as the base and the plus tests of a code benchmark.
create table score_part (
    evaluation_id   text not null,
    sample_id       text not null,
    epoch           integer not null,
    scorer_version  integer not null,
    part            text not null,
    is_right        $flag$ not null,
    primary key (evaluation_id, sample_id, epoch, scorer_version, part)
);
