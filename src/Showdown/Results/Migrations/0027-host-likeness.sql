-- 1 less the distance of a host's replies from the reference's; null: of nights before, or too few replies.
alter table host_standing add column likeness double precision null;
