-- Numbers of a batch's documents, eight bytes each, until its sender has heard the answer: what it may send once more, cut otherwise.
alter table monitoring.batches add column unheard bytea;
create index batches_unheard on monitoring.batches (sensor_id) where unheard is not null;
create index batches_unfinished on monitoring.batches (received_at) where finished_at is null;
