import { get, patch, post, put, type Route, raw } from '#platform';
import { decideWhole } from './actions/decide-bundle.ts';
import { decideOne, releaseOne, reopenOne, takeOne } from './actions/handle-alert.ts';
import { noteOne } from './actions/note-alert.ts';
import { readBundles, readOne, readQueue } from './actions/read-alerts.ts';
import { readRules, switchOne } from './actions/rules.ts';
import { adjustSensor, connectSensor, readDeadLetters, readSensors, renewSensorToken } from './actions/sensors.ts';
import { readBoard } from './actions/watch-board.ts';
import * as c from './contract.ts';
import { ingestLines } from './ways/ndjson.ts';

const analysts = ['soc-analyst', 'ciso', 'security-officer'] as const;
const readers = [...analysts, 'cert-handler', 'machine-read'] as const;
const keepers = ['ciso', 'security-officer'] as const;
const watchers = [...readers, 'board', 'umbrella-officer', 'ministry-officer', 'inspector', 'audit-coordinator'] as const;

export const routes: readonly Route[] = [
	raw('POST', '/v1/ingest/events', ['machine-ingest'], c.ingestEvents, ingestLines),

	get('/v1/alerts', readers, c.listAlerts, readQueue),
	get('/v1/alerts/bundles', readers, c.listBundles, readBundles),
	post('/v1/alerts/decide-bundle', analysts, c.decideBundle, decideWhole),
	get('/v1/alerts/{id}', readers, c.readAlert, readOne),
	post('/v1/alerts/{id}/take', analysts, c.takeAlert, takeOne),
	post('/v1/alerts/{id}/release', analysts, c.releaseAlert, releaseOne),
	post('/v1/alerts/{id}/notes', analysts, c.noteAlert, noteOne),
	post('/v1/alerts/{id}/decide', analysts, c.decideAlert, decideOne),
	post('/v1/alerts/{id}/reopen', analysts, c.reopenAlert, reopenOne),

	get('/v1/sensors', readers, c.listSensors, readSensors),
	post('/v1/sensors', keepers, c.createSensor, connectSensor),
	patch('/v1/sensors/{id}', keepers, c.changeSensor, adjustSensor),
	post('/v1/sensors/{id}/tokens', keepers, c.renewToken, renewSensorToken),
	get('/v1/sensors/{id}/dead-letters', keepers, c.listDeadLetters, readDeadLetters),

	get('/v1/rules', readers, c.listRules, readRules),
	put('/v1/rules/{id}/state', keepers, c.switchRule, switchOne),

	get('/v1/watch-board', watchers, c.readWatchBoard, readBoard),
];
