-- The queue counts what is open, and what was decided lately.
create index on monitoring.alerts (institution_id, severity, state) where not synthetic and state <> 'decided';
create index on monitoring.alerts (decided_at) where not synthetic and state = 'decided';
