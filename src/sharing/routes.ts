import { humanRoles } from '#kernel';
import { del, get, patch, post, type Route, raw } from '#platform';
import { list, read } from './actions/advisories.ts';
import { exportFile, importFile, importLimit } from './actions/exchange.ts';
import { change, changeMany, grid } from './actions/handling.ts';
import { create as keep, list as listOfIndicators, withdraw } from './actions/indicators.ts';
import { create, move } from './actions/publish.ts';
import { sightings } from './actions/sightings.ts';
import * as contract from './contract.ts';

const authors = ['soc-analyst', 'cert-handler', 'ciso', 'machine-share'] as const;
const readers = [...authors, 'security-officer', 'faculty-contact', 'auditor', 'board', 'machine-read'] as const;
/** Advisories reach every person, and the programs that read or write them. */
const everybody = [...humanRoles, 'machine-read', 'machine-share'] as const;
const handlers = ['ciso', 'security-officer', 'faculty-contact', 'cert-handler', 'auditor'] as const;

// biome-ignore format: a table
export const routes: readonly Route[] = [
	post ('/v1/advisories',                authors,     contract.createAdvisory,     create),
	get  ('/v1/advisories',                everybody,   contract.listAdvisories,     list),
	get  ('/v1/advisories/{id}',           everybody,   contract.readAdvisory,       read),
	patch('/v1/advisories/{id}',           authors,     contract.moveAdvisory,       move),
	get  ('/v1/advisories/{id}/handling',  everybody,   contract.handlingGrid,       grid),
	get  ('/v1/advisories/{id}/sightings', readers,     contract.advisorySightings,  sightings),
	patch('/v1/handling/{id}',             handlers,    contract.changeHandling,     change),
	patch('/v1/handling',                  handlers,    contract.changeManyHandling, changeMany),
	get  ('/v1/indicators',                readers,     contract.listIndicators,     listOfIndicators),
	post ('/v1/indicators',                authors,     contract.createIndicators,   keep),
	del  ('/v1/indicators/{id}',           authors,     contract.withdrawIndicator,  withdraw),
	raw  ('POST', '/v1/indicators/imports',                authors, contract.importIndicators, importFile, importLimit),
	raw  ('GET',  '/v1/advisories/{id}/exports/{format}',  readers, contract.exportAdvisory,   exportFile),
];
