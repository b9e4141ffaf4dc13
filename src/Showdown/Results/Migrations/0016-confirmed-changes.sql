-- Changes that fresh attempts confirmed, as people were told: the nights that showed them are not looked at for ever.
create table confirmed_change (
    run_id        text not null references run (id),      -- the night on which it was suspected
    benchmark_id  text not null,
    model_id      text not null,
    identity      text not null,                          -- of the line of nights it lies in
    kind          text not null,                          -- Sudden or Slide
    is_down       $flag$ not null,
    since_run_id  text not null references run (id),      -- the first night that looked different
    run_length    integer not null,                       -- nights from that one to the suspicion, from 1
    fresh_run_id  text not null references run (id),      -- whose attempts confirmed it
    difference    double precision not null,              -- of the fresh attempts against the nights before, as a share
    low           double precision not null,
    high          double precision not null,
    p             double precision not null,
    constraint confirmed_change_key primary key (run_id, benchmark_id, model_id)
);
