export * from './contract/imports.ts';
export * from './contract/news.ts';
export * from './contract/openness.ts';
export * from './contract/passkeys.ts';
export * from './contract/people.ts';
export * from './contract/register.ts';
export * from './contract/session.ts';
export * from './contract/tokens.ts';
