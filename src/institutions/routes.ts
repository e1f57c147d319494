import type { Role } from '#kernel';
import { del, get, patch, post, put, type Route, raw, tellOnce } from '#platform';
import { applyImport, previewImport, readImport } from './actions/import.ts';
import * as openness from './actions/openness.ts';
import * as people from './actions/people.ts';
import * as register from './actions/register.ts';
import * as session from './actions/session.ts';
import * as tokens from './actions/tokens.ts';
import * as c from './contract.ts';
import { largestFile } from './duo/decode.ts';
import { disclosureManagers, humans, peopleManagers, tokenManagers } from './model.ts';
import { listPersonas, signInAsPersona } from './signin/demo.ts';
import * as enrol from './signin/enrol.ts';
import * as oidc from './signin/oidc.ts';
import * as passkey from './signin/passkey.ts';

const operator: readonly Role[] = ['operator'];
const unitManagers: readonly Role[] = ['ciso', 'security-officer'];

// biome-ignore format: method, path, role, contract, action in aligned columns
export const routes: readonly Route[] = [
	get('/v1/session',                        'signed-in',        c.sessionEndpoint,              session.readSession),
	post('/v1/session/hat',                   'signed-in',        c.hatEndpoint,                  session.changeHat),
	put('/v1/session/locale',                 'signed-in',        c.localeEndpoint,               session.setLocale),
	raw('DELETE', '/v1/session',              'public',           c.signOutEndpoint,              session.signOut),
	get('/v1/sessions',                       'signed-in',        c.sessionsEndpoint,             session.listOwnSessions),
	del('/v1/sessions/{id}',                  'signed-in',        c.endSessionEndpoint,           session.endSession),
	raw('GET', '/v1/demo/personas',           'public',           c.personasEndpoint,             listPersonas),
	raw('POST', '/v1/demo/sign-in',           'public',           c.demoSignInEndpoint,           signInAsPersona),

	raw('GET', '/v1/sign-in',                 'public',           c.waysEndpoint,                 passkey.listWays),
	raw('POST', '/v1/passkeys/sign-in/options', 'public',         c.signInOptionsEndpoint,        passkey.askPasskey),
	raw('POST', '/v1/passkeys/sign-in',       'public',           c.signInEndpoint,               passkey.signInWithPasskey),
	raw('POST', '/v1/enrolment/options',      'public',           c.enrolOptionsEndpoint,         enrol.askFirstPasskey),
	raw('POST', '/v1/enrolment',              'public',           c.enrolEndpoint,                enrol.makeFirstPasskey),
	raw('POST', '/v1/invitations/look-up',    'public',           c.lookUpInvitationEndpoint,     enrol.lookUpInvitation),
	raw('POST', '/v1/invitations/accept',     humans,             c.acceptInvitationEndpoint,     enrol.acceptInvitation),
	raw('POST', '/v1/oidc/start',             'public',           c.oidcStartEndpoint,            oidc.startOidc),
	raw('GET', '/v1/oidc/callback',           'public',           c.oidcCallbackEndpoint,         oidc.oidcCallback),
	get('/v1/passkeys',                       humans,             c.passkeysEndpoint,             passkey.listPasskeys),
	raw('POST', '/v1/passkeys/options',       humans,             c.addOptionsEndpoint,           passkey.askOneMore),
	raw('POST', '/v1/passkeys',               humans,             c.addPasskeyEndpoint,           passkey.addOneMore),
	del('/v1/passkeys/{id}',                  humans,             c.removePasskeyEndpoint,        passkey.removePasskey),
	tellOnce('/v1/recovery-codes',            humans,             c.renewCodesEndpoint,           passkey.renewCodes),

	get('/v1/tokens',                         tokenManagers,      c.tokensEndpoint,               tokens.readTokens),
	tellOnce('/v1/tokens',                    tokenManagers,      c.issueTokenEndpoint,           tokens.createToken),
	tellOnce('/v1/tokens/{id}/rotate',        tokenManagers,      c.rotateTokenEndpoint,          tokens.rotateToken),
	del('/v1/tokens/{id}',                    tokenManagers,      c.revokeTokenEndpoint,          tokens.endToken),

	get('/v1/people',                         peopleManagers,     c.peopleEndpoint,               people.listPeople),
	post('/v1/people',                        peopleManagers,     c.giveRoleEndpoint,             people.giveRole),
	del('/v1/memberships/{id}',               peopleManagers,     c.endRoleEndpoint,              people.endRole),
	tellOnce('/v1/people/{id}/recovery',      peopleManagers,     c.recoverPersonEndpoint,        people.recoverMember),
	get('/v1/invitations',                    peopleManagers,     c.invitationsEndpoint,          people.listInvitations),
	tellOnce('/v1/invitations',               peopleManagers,     c.inviteEndpoint,               people.invitePerson),
	del('/v1/invitations/{id}',               peopleManagers,     c.revokeInvitationEndpoint,     people.revokeInvitation),

	get('/v1/institutions',                   'signed-in',        c.institutionsEndpoint,         register.listInstitutions),
	post('/v1/institutions',                  operator,           c.registerInstitutionEndpoint,  register.addInstitution),
	get('/v1/institutions/{id}',              'signed-in',        c.institutionEndpoint,          register.readInstitution),
	patch('/v1/institutions/{id}',            operator,           c.changeInstitutionEndpoint,    register.changeInstitution),
	post('/v1/institutions/{id}/rename',      operator,           c.renameInstitutionEndpoint,    register.renameInstitution),
	post('/v1/institutions/{id}/merge',       operator,           c.mergeInstitutionEndpoint,     register.mergeInstitution),
	raw('POST', '/v1/institutions/imports',   operator,           c.importEndpoint,               previewImport, largestFile),
	get('/v1/institutions/imports/{id}',      operator,           c.readImportEndpoint,           readImport),
	post('/v1/institutions/imports/{id}/apply', operator,         c.applyImportEndpoint,          applyImport),
	get('/v1/units',                          humans,             c.unitsEndpoint,                register.listUnits),
	post('/v1/units',                         unitManagers,       c.addUnitEndpoint,              register.addUnit),
	put('/v1/units/{id}',                     unitManagers,       c.changeUnitEndpoint,           register.changeUnit),
	del('/v1/units/{id}',                     unitManagers,       c.removeUnitEndpoint,           register.removeUnit),
	get('/v1/organisations',                  'signed-in',        c.organisationsEndpoint,        register.listOrganisations),
	post('/v1/organisations',                 operator,           c.registerOrganisationEndpoint, register.addOrganisation),

	get('/v1/disclosures',                    humans,             c.disclosuresEndpoint,          openness.listDisclosures),
	post('/v1/disclosures',                   disclosureManagers, c.openDisclosureEndpoint,       openness.openDisclosure),
	del('/v1/disclosures/{id}',               disclosureManagers, c.endDisclosureEndpoint,        openness.endDisclosure),
	get('/v1/looks',                          humans,             c.looksEndpoint,                openness.listLooks),
	get('/v1/audit-trail',                    peopleManagers,     c.auditTrailEndpoint,           openness.listTrail),
	get('/v1/audit-trail/verification',       peopleManagers,     c.verifyTrailEndpoint,          openness.verifyTrail),
];
