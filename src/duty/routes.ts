import { del, get, post, type Route, raw } from '#platform';
import { byCode, byLink, showPage } from './actions/confirm.ts';
import { challenge, create as nameContact, end as endContact, list as contacts } from './actions/contacts.ts';
import * as rotas from './actions/rotas.ts';
import * as contract from './contract.ts';

const planners = ['soc-analyst', 'cert-handler', 'ciso', 'security-officer'] as const;
const owners = ['ciso', 'security-officer'] as const;
const readers = [...planners, 'faculty-contact', 'board'] as const;

// biome-ignore format: a table
export const routes: readonly Route[] = [
	get ('/v1/duty/now',                     'signed-in', contract.whoIsOnDuty,      rotas.now),
	get ('/v1/duty/rotas',                   planners,    contract.listRotas,        rotas.list),
	post('/v1/duty/rotas',                   planners,    contract.createRota,       rotas.create),
	del ('/v1/duty/rotas/{id}',              planners,    contract.endRota,          rotas.end),
	get ('/v1/duty/shifts',                  planners,    contract.listShifts,       rotas.shifts),
	post('/v1/duty/shifts',                  planners,    contract.createShifts,     rotas.plan),
	del ('/v1/duty/shifts/{id}',             planners,    contract.deleteShift,      rotas.removeShift),
	post('/v1/duty/shifts/{id}/present',     planners,    contract.takeUpShift,      rotas.present),
	get ('/v1/duty/contacts',                readers,     contract.listContacts,     contacts),
	post('/v1/duty/contacts',                owners,      contract.createContact,    nameContact),
	del ('/v1/duty/contacts/{id}',           owners,      contract.endContact,       endContact),
	post('/v1/duty/contacts/{id}/challenge', owners,      contract.challengeContact, challenge),
	raw ('POST', '/v1/duty/contacts/{id}/confirm',   owners,   contract.confirmContact, byCode),
	raw ('GET',  '/v1/duty/confirmations/{token}',   'public', contract.confirmByLink,  showPage),
	raw ('POST', '/v1/duty/confirmations/{token}',   'public', contract.confirmByLink,  byLink),
];
