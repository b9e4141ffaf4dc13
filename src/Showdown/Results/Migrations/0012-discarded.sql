-- Tokens of tries that were paid for and gave no reply, as the host reported them. Their price is in cost_usd. Null: none, or saved before they were counted.
alter table attempt add column discarded_input_tokens integer null;
alter table attempt add column discarded_output_tokens integer null;

-- What keeps a model's host from answering a process, for people. Null: nothing does.
alter table worker add column trouble text null;
