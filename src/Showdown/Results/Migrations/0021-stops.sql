-- Evaluations that may end before all is asked, as soon as the comparisons of their models are sure.
alter table evaluation add column stops $flag$ not null default false;   -- whether it may
alter table evaluation add column ended_early text null;                 -- Sure, Enough: why it is complete though not all was asked; null: it did not end early
alter table evaluation add column wish text null;                        -- Enough, GoOn: what a person said about it; null: nothing
alter table evaluation add column expected integer null;                 -- attempts of an evaluation that ended early; null: all of samples x epochs
alter table evaluation add column urgency double precision not null default 0;  -- with a budget: what is asked first; larger is sooner

-- The order of asking where clusters are asked whole, from 0; null in datasets without clusters, where it is the rank.
alter table sample add column whole_rank integer null;
