-- The queue is read newest first, decided alerts included.
create index on monitoring.alerts (id desc) where not synthetic;
