-- The week's decisions are bundled without the alerts themselves, as they are counted.
drop index monitoring.alerts_decided_at_institution_id_severity_cause_idx;
create index on monitoring.alerts (decided_at) include (institution_id, severity, cause, count, first_time, last_time)
	where not synthetic and state = 'decided';
