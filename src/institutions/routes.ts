import { del, get, post, put, type Route, raw } from '#platform';
import { tellOnce } from './actions/tell-once.ts';
import * as session from './actions/session.ts';
import * as tokens from './actions/tokens.ts';
import * as c from './contract.ts';
import { tokenManagers } from './model.ts';
import { listPersonas, signInAsPersona } from './signin/demo.ts';

export const routes: readonly Route[] = [
	get('/v1/session', 'signed-in', c.sessionEndpoint, session.readSession),
	post('/v1/session/hat', 'signed-in', c.hatEndpoint, session.changeHat),
	put('/v1/session/locale', 'signed-in', c.localeEndpoint, session.setLocale),
	raw('DELETE', '/v1/session', 'signed-in', c.signOutEndpoint, session.signOut),
	get('/v1/sessions', 'signed-in', c.sessionsEndpoint, session.listOwnSessions),
	del('/v1/sessions/{id}', 'signed-in', c.endSessionEndpoint, session.endSession),
	raw('GET', '/v1/demo/personas', 'public', c.personasEndpoint, listPersonas),
	raw('POST', '/v1/demo/sign-in', 'public', c.demoSignInEndpoint, signInAsPersona),
	get('/v1/tokens', tokenManagers, c.tokensEndpoint, tokens.readTokens),
	tellOnce('/v1/tokens', tokenManagers, c.issueTokenEndpoint, tokens.createToken),
	tellOnce('/v1/tokens/{id}/rotate', tokenManagers, c.rotateTokenEndpoint, tokens.rotateToken),
	del('/v1/tokens/{id}', tokenManagers, c.revokeTokenEndpoint, tokens.endToken),
];
