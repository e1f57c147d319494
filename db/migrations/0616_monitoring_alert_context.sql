-- Indicators that were in the first hit and raise nothing by themselves, because everybody uses what they name: context for who
-- judges the alert. Kept as they were then: {indicator, kind, value}.
alter table monitoring.alerts add column context jsonb not null default '[]'::jsonb;
