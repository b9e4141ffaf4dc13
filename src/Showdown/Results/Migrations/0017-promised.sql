-- What a run that somebody started by page or API may cost at most, as was told before its start; null where that is not known.
alter table run add column promised_usd double precision null;
