-- Named for what it says: why the model was asked no more.
alter table evaluation rename column given_up to stopped_reason;
