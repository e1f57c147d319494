import { get, type Route, raw } from '#platform';
import { exportFramework } from './actions/export-framework.ts';
import { importCrosswalk } from './actions/import-crosswalk.ts';
import { importFramework, importLimit } from './actions/import-framework.ts';
import { crosswalks, detail, list } from './actions/read-frameworks.ts';
import {
	exportFrameworkFile,
	importCrosswalkFile,
	importFrameworkFile,
	listCrosswalks,
	listFrameworks,
	readFrameworkDetail,
} from './contract.ts';

const importers = ['ciso', 'security-officer', 'audit-coordinator', 'auditor', 'umbrella-officer', 'operator'] as const;

// biome-ignore format: the reader sees the gap in an aligned table
export const routes: readonly Route[] = [
	get('/v1/frameworks',                 'signed-in', listFrameworks,      list),
	get('/v1/frameworks/{id}',            'signed-in', readFrameworkDetail, detail),
	get('/v1/frameworks/{id}/crosswalks', 'signed-in', listCrosswalks,      crosswalks),
	raw('GET', '/v1/frameworks/{id}/file', 'signed-in', exportFrameworkFile, exportFramework),
	raw('POST', '/v1/frameworks/imports', importers,   importFrameworkFile, importFramework, importLimit),
	raw('POST', '/v1/crosswalks/imports', importers,   importCrosswalkFile, importCrosswalk, importLimit),
];
