-- What the host says that the request cost, in USD: cost_usd is this one where it is there. Null: the host says nothing, or saved before it was read.
alter table attempt add column host_cost_usd double precision null;
