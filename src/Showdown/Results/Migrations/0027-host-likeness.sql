-- How alike a host's replies are to the reference's, as a share of how alike those are among themselves; null: of nights before, or too few replies.
alter table host_standing add column likeness double precision null;
