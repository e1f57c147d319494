import { kindType } from './tables.ts';

/** What is looked for more widely than by its value, as rows. */
const wide = `(SELECT n, CAST(kind_name AS ${kindType}) AS kind, anchor, match, value
		FROM (SELECT {wide_numbers:Array(UInt32)} AS n, {wide_kinds:Array(String)} AS kind_name, {wide_anchors:Array(String)} AS anchor,
			{wide_matches:Array(String)} AS match, {wide_values:Array(String)} AS value)
		ARRAY JOIN n, kind_name, anchor, match, value)`;

/** One list for each name that was found: who, last, how often, first, and where the first stands. */
const answers = `groupArray((toString(institution), toUnixTimestamp64Milli(latest), count,
	toUnixTimestamp64Milli(earliest.1), toString(earliest.2), earliest.3)) AS answers`;
const tally = `seen.institution AS institution, max(seen.time) AS latest, uniqExact(seen.batch, seen.line) AS count,
	min((seen.time, seen.batch, seen.line)) AS earliest`;

const within = `seen.time >= {from:DateTime64(3, 'UTC')} AND seen.time < {to:DateTime64(3, 'UTC')}
	AND ({institution:String} = '' OR toString(seen.institution) = {institution:String})
	AND seen.batch NOT IN (SELECT toUInt64(arrayJoin({unfinished:Array(String)})))`;

/** A URL without its scheme; its beginning counts where it ends at a boundary, as the engine has it. */
const urlText = "substring(seen.value, position(seen.value, '://') + 3)";

/*
 * Lists are bound as plain columns: the primary key (kind, anchor, value) narrows by those, which it does not by a list of
 * tuples. Values may meet kinds they were not asked with; such rows name no indicator and are left out by the reader.
 */
export const exactStatement = `
SELECT toString(kind) AS kind, name, ${answers} FROM (
SELECT seen.kind AS kind, seen.value AS name, ${tally}
FROM dijkwacht.observables AS seen
WHERE seen.kind IN {kinds:Array(String)} AND seen.anchor IN {anchors:Array(String)} AND seen.value IN {names:Array(String)} AND ${within}
GROUP BY kind, name, institution)
GROUP BY kind, name`;

/** Everything filed in a drawer: a network as wide as a drawer, a domain registered under a top-level domain, a host. */
export const drawerStatement = `
SELECT toString(kind) AS kind, name, ${answers} FROM (
SELECT seen.kind AS kind, seen.anchor AS name, ${tally}
FROM dijkwacht.observables AS seen
WHERE seen.kind IN {kinds:Array(String)} AND seen.anchor IN {anchors:Array(String)} AND ${within}
GROUP BY kind, name, institution)
GROUP BY kind, name`;

export const wideStatement = `
SELECT indicator, ${answers} FROM (
SELECT sought.n AS indicator, ${tally}
FROM dijkwacht.observables AS seen
INNER JOIN ${wide} AS sought ON sought.kind = seen.kind AND sought.anchor = seen.anchor
WHERE seen.kind IN {wide_kind_set:Array(String)} AND seen.anchor IN {wide_anchors:Array(String)} AND ${within}
	AND multiIf(
		sought.match = 'network', isIPAddressInRange(
			if(sought.match = 'network', seen.value, '::'), if(sought.match = 'network', sought.value, '::/0')),
		sought.match = 'subdomains', seen.value = sought.value OR endsWith(seen.value, concat('.', sought.value)),
		sought.match = 'prefix', startsWith(${urlText}, sought.value) AND (endsWith(sought.value, '/')
			OR substring(${urlText}, length(sought.value) + 1, 1) IN ('', '/', '?', '&', '#', ':')),
		false)
GROUP BY indicator, institution)
GROUP BY indicator`;
