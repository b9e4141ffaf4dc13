-- The process at a terminal that carries a run out; null: the service's workers do. A run whose terminal is gone is nobody's to go on with.
alter table run add column attended_by text null;
