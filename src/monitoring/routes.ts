import { del, get, patch, post, put, type Route, raw, stream, telling, tellOnce } from '#platform';
import { decideWhole, takeWhole } from './actions/decide-bundle.ts';
import { decideOne, releaseOne, reopenOne, takeOne } from './actions/handle-alert.ts';
import { noteOne } from './actions/note-alert.ts';
import { pivot } from './actions/pivot-observable.ts';
import { showContext, showEvent } from './actions/read-event.ts';
import { erase, hold, readAll, releaseHold, setTerms } from './actions/keeping.ts';
import { change, giveKey, lookUp, prove, readSetting } from './actions/persons.ts';
import { readOne, readQueue } from './actions/read-alerts.ts';
import { readBundles, readPlaces } from './actions/read-bundles.ts';
import { readOneRule, readRules, switchOne } from './actions/rules.ts';
import { adjustSensor, connectSensor, readDeadLetters, readSensors, renewSensorToken } from './actions/sensors.ts';
import { listEvents, showFacets, showHistogram } from './actions/search-events.ts';
import { readSearches, stopOne } from './actions/stop-search.ts';
import { readTrials, showTrial, startTrial, stopOneTrial } from './actions/trials.ts';
import { readBoard } from './actions/watch-board.ts';
import { readHistory } from './actions/watch-history.ts';
import * as c from './contract.ts';
import { exportFound } from './exports/export-events.ts';
import { breakOff, ingestBulk } from './ways/elastic-bulk.ts';
import { ingestDocument } from './ways/elastic-document.ts';
import { agree, agreeToIndex, agreeToSetup, greet } from './ways/elastic-setup.ts';
import { ingestLines } from './ways/ndjson.ts';
import { ingestOtlp } from './ways/otlp-logs.ts';
import { asElastic, asSplunk } from './ways/telling.ts';
import { acknowledgeHec, hecHealth, hecOptions, ingestHec, ingestHecRaw } from './ways/splunk-hec.ts';

const sensors = ['machine-ingest'] as const;
const analysts = ['soc-analyst', 'ciso', 'security-officer'] as const;
const readers = [...analysts, 'cert-handler', 'machine-read'] as const;
const keepers = ['ciso', 'security-officer'] as const;
const watchers = [...readers, 'board', 'umbrella-officer', 'ministry-officer', 'inspector', 'audit-coordinator'] as const;

export const routes: readonly Route[] = [
	stream('POST', '/v1/ingest/events', sensors, c.ingestEvents, ingestLines),

	// Addresses of others' protocols: their senders choose what follows the base, so these stand outside our own API.
	...telling(asElastic, [
		raw('GET', '/ingest/elastic', sensors, c.elasticGreeting, greet),
		raw('GET', '/ingest/elastic/', sensors, c.elasticGreeting, greet),
		raw('GET', '/ingest/elastic/_license', sensors, c.elasticGreeting, agree),
		raw('GET', '/ingest/elastic/_cat/health', sensors, c.elasticGreeting, agree),
		raw('GET', '/ingest/elastic/_cluster/health', sensors, c.elasticGreeting, agree),
		raw('GET', '/ingest/elastic/_xpack', sensors, c.elasticGreeting, agree),
		raw('GET', '/ingest/elastic/{area}/{name}', sensors, c.elasticSetup, agreeToSetup),
		stream('PUT', '/ingest/elastic/{area}/{name}', sensors, c.elasticSetup, agreeToSetup),
		raw('GET', '/ingest/elastic/{area}/{kind}/{name}', sensors, c.elasticSetupOfKind, agreeToSetup),
		stream('PUT', '/ingest/elastic/{area}/{kind}/{name}', sensors, c.elasticSetupOfKind, agreeToSetup),
		raw('GET', '/ingest/elastic/{index}', sensors, c.elasticIndex, agreeToIndex),
		stream('PUT', '/ingest/elastic/{index}', sensors, c.elasticIndex, agreeToIndex),
		stream('PUT', '/ingest/elastic/_bulk', sensors, c.elasticBulk, ingestBulk, breakOff),
		stream('POST', '/ingest/elastic/_bulk', sensors, c.elasticBulk, ingestBulk, breakOff),
		stream('PUT', '/ingest/elastic/_bulk/', sensors, c.elasticBulk, ingestBulk, breakOff),
		stream('POST', '/ingest/elastic/_bulk/', sensors, c.elasticBulk, ingestBulk, breakOff),
		stream('PUT', '/ingest/elastic/{index}/_bulk', sensors, c.elasticIndexBulk, ingestBulk, breakOff),
		stream('POST', '/ingest/elastic/{index}/_bulk', sensors, c.elasticIndexBulk, ingestBulk, breakOff),
		stream('PUT', '/ingest/elastic/{index}/_bulk/', sensors, c.elasticIndexBulk, ingestBulk, breakOff),
		stream('POST', '/ingest/elastic/{index}/_bulk/', sensors, c.elasticIndexBulk, ingestBulk, breakOff),
		stream('PUT', '/ingest/elastic/{index}/{type}/_bulk', sensors, c.elasticTypeBulk, ingestBulk, breakOff),
		stream('POST', '/ingest/elastic/{index}/{type}/_bulk', sensors, c.elasticTypeBulk, ingestBulk, breakOff),
		stream('POST', '/ingest/elastic/{index}/{type}', sensors, c.elasticDocument, ingestDocument, breakOff),
		stream('POST', '/ingest/elastic/{index}/{type}/{id}', sensors, c.elasticNamedDocument, ingestDocument, breakOff),
	]),
	...telling(asSplunk, [
		stream('POST', '/ingest/splunk/services/collector', sensors, c.hecEvent, ingestHec),
		stream('POST', '/ingest/splunk/services/collector/event', sensors, c.hecEvent, ingestHec),
		stream('POST', '/ingest/splunk/services/collector/event/1.0', sensors, c.hecEvent, ingestHec),
		stream('POST', '/ingest/splunk/services/collector/raw', sensors, c.hecRaw, ingestHecRaw),
		stream('POST', '/ingest/splunk/services/collector/raw/1.0', sensors, c.hecRaw, ingestHecRaw),
		stream('POST', '/ingest/splunk/services/collector/ack', sensors, c.hecAck, acknowledgeHec),
		raw('GET', '/ingest/splunk/services/collector/health', 'public', c.hecHealth, hecHealth),
		raw('GET', '/ingest/splunk/services/collector/health/1.0', 'public', c.hecHealth, hecHealth),
		raw('OPTIONS', '/ingest/splunk/services/collector', 'public', c.hecOptions, hecOptions),
		raw('OPTIONS', '/ingest/splunk/services/collector/event', 'public', c.hecOptions, hecOptions),
		raw('OPTIONS', '/ingest/splunk/services/collector/event/1.0', 'public', c.hecOptions, hecOptions),
		raw('OPTIONS', '/ingest/splunk/services/collector/raw', 'public', c.hecOptions, hecOptions),
		raw('OPTIONS', '/ingest/splunk/services/collector/raw/1.0', 'public', c.hecOptions, hecOptions),
		raw('OPTIONS', '/ingest/splunk/services/collector/ack', 'public', c.hecOptions, hecOptions),
		raw('OPTIONS', '/ingest/splunk/services/collector/health', 'public', c.hecOptions, hecOptions),
		raw('OPTIONS', '/ingest/splunk/services/collector/health/1.0', 'public', c.hecOptions, hecOptions),
	]),
	stream('POST', '/ingest/otlp/v1/logs', sensors, c.otlpLogs, ingestOtlp),

	get('/v1/alerts', readers, c.listAlerts, readQueue),
	get('/v1/alerts/bundles', readers, c.listBundles, readBundles),
	get('/v1/alerts/bundles/{bundle}/institutions', readers, c.listBundlePlaces, readPlaces),
	post('/v1/alerts/take-bundle', analysts, c.takeBundle, takeWhole),
	post('/v1/alerts/decide-bundle', analysts, c.decideBundle, decideWhole),
	get('/v1/alerts/{id}', readers, c.readAlert, readOne),
	post('/v1/alerts/{id}/take', analysts, c.takeAlert, takeOne),
	post('/v1/alerts/{id}/release', analysts, c.releaseAlert, releaseOne),
	post('/v1/alerts/{id}/notes', analysts, c.noteAlert, noteOne),
	post('/v1/alerts/{id}/decide', analysts, c.decideAlert, decideOne),
	post('/v1/alerts/{id}/reopen', analysts, c.reopenAlert, reopenOne),

	raw('GET', '/v1/events', readers, c.searchEvents, listEvents),
	raw('GET', '/v1/events/histogram', readers, c.readHistogram, showHistogram),
	raw('GET', '/v1/events/facets', readers, c.readFacets, showFacets),
	raw('GET', '/v1/events/pivot', readers, c.pivotObservable, pivot),
	raw('GET', '/v1/events/export', readers, c.exportEvents, exportFound),
	raw('GET', '/v1/events/{id}', readers, c.readEvent, showEvent),
	raw('GET', '/v1/events/{id}/context', readers, c.readContext, showContext),
	get('/v1/event-searches', readers, c.listSearches, readSearches),
	del('/v1/event-searches/{id}', readers, c.stopSearch, stopOne),

	post('/v1/rule-trials', analysts, c.tryRule, startTrial),
	get('/v1/rule-trials', analysts, c.listTrials, readTrials),
	get('/v1/rule-trials/{id}', analysts, c.readTrial, showTrial),
	del('/v1/rule-trials/{id}', analysts, c.stopTrial, stopOneTrial),

	get('/v1/sensors', readers, c.listSensors, readSensors),
	tellOnce('/v1/sensors', keepers, c.createSensor, connectSensor),
	patch('/v1/sensors/{id}', keepers, c.changeSensor, adjustSensor),
	tellOnce('/v1/sensors/{id}/tokens', keepers, c.renewToken, renewSensorToken),
	get('/v1/sensors/{id}/dead-letters', keepers, c.listDeadLetters, readDeadLetters),

	get('/v1/keeping', keepers, c.readKeeping, readAll),
	put('/v1/keeping/terms', keepers, c.changeTerms, setTerms),
	post('/v1/keeping/holds', keepers, c.makeHold, hold),
	post('/v1/keeping/holds/{id}/end', keepers, c.endHold, releaseHold),
	post('/v1/keeping/erasures', keepers, c.askErasure, erase),

	get('/v1/persons', keepers, c.readPersons, readSetting),
	post('/v1/persons/keys', keepers, c.addPersonKey, giveKey),
	post('/v1/persons/keys/{id}/prove', keepers, c.provePersonKey, prove),
	put('/v1/persons/pseudonyms', keepers, c.changePersons, change),
	post('/v1/persons/look-up', keepers, c.lookUpPersons, lookUp),

	get('/v1/rules', readers, c.listRules, readRules),
	get('/v1/rules/{id}', readers, c.readRule, readOneRule),
	put('/v1/rules/{id}/state', keepers, c.switchRule, switchOne),

	get('/v1/watch-board', watchers, c.readWatchBoard, readBoard),
	get('/v1/watch-board/{id}/history', watchers, c.readWatchHistory, readHistory),
];
