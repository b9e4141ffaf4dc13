-- Attempts that are being judged by running them: a row that is there when judging begins again tells that the process which judged it died.
create table judging (
    evaluation_id   text not null,
    number          integer not null,
    epoch           integer not null,
    begun           integer not null,        -- how often judging it began and did not end
    primary key (evaluation_id, number, epoch)
);
