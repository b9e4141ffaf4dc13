-- What hosts reported for requests of which there is no attempt: stopped before another try, or failed and asked again. Their price, and their tokens.
alter table evaluation add column unkept_usd double precision not null default 0;
alter table evaluation add column unkept_tokens bigint not null default 0;
