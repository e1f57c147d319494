-- What an action costs, in whole euros: once, and each year after. Null is not estimated, which is something else than free.
alter table improvement.actions
	add column cost_once bigint check (cost_once between 0 and 1000000000),
	add column cost_yearly bigint check (cost_yearly between 0 and 1000000000);
