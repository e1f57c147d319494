import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
	root: here,
	base: '/',
	plugins: [react()],
	// The server replaces the word by a fresh nonce on every answer; Vite writes it on each tag and in the meta that React Aria reads.
	html: { cspNonce: '__CSP_NONCE__' },
	build: {
		outDir: 'dist',
		// Files carry their hash: a page that was opened before a new build still finds its own.
		emptyOutDir: false,
		target: 'es2023',
		cssCodeSplit: true,
		// A strict policy refuses data: addresses for fonts and scripts.
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
	},
	server: { proxy: { '/v1': 'http://localhost:8080' } },
});
