-- The last test alert that came through is found, not sought among all of a week.
create index on monitoring.synthetic_checks (institution_id, passed_at desc) where passed_at is not null;
