export * from './contract/session.ts';
export * from './contract/tokens.ts';
