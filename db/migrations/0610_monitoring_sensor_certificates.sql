-- SHA-256 of the client certificate with which a sensor sends syslog over TLS. One certificate is one sensor.
alter table monitoring.sensors add column certificate_sha256 bytea unique check (length(certificate_sha256) = 32);
