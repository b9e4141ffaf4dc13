-- What each host did with the promises of the protocol, in a run that holds hosts against a reference.
create table contract_finding (
    run_id      text not null references run (id),
    model_id    text not null,
    number      integer not null,              -- in the order of the list of checks
    check_name  text not null,
    verdict     text not null,                 -- Held, Broken, NotOffered, Unclear
    said        text not null,                 -- what was seen, in one line
    request     text null,                     -- the exchange, without the key; null: many replies together
    reply       text null,
    constraint contract_finding_key primary key (run_id, model_id, check_name)
);

-- How a host stood when it was last held against its reference: what reports of other runs say beside its verdicts.
create table host_standing (
    run_id      text not null references run (id),
    model_id    text not null,
    family      text not null,
    reference   text not null,                 -- a model id
    made_at     $time$ not null,
    differs     $flag$ not null,
    words       text not null,                 -- a clause: what was found; empty: nothing was
    changed     $flag$ not null,               -- since its last night
    constraint host_standing_key primary key (run_id, model_id)
);
create index host_standing_by_model on host_standing (model_id, made_at);
