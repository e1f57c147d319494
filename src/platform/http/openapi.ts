import { z } from 'zod';
import { errorCatalogue } from '#kernel';
import type { Endpoint } from '#kernel/contract';
import { apiVersion } from './headers.ts';
import type { Route } from './table.ts';

type Json = Record<string, unknown>;

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
	return z.toJSONSchema(schema, { target: 'openapi-3.0', unrepresentable: 'any', io }) as Json;
}

function parametersOf(place: 'path' | 'query', shape: z.ZodObject | undefined): Json[] {
	if (shape === undefined) return [];
	const whole = schemaOf(shape, 'input') as { properties?: Record<string, Json>; required?: string[] };
	return Object.entries(whole.properties ?? {}).map(([name, schema]) => ({
		name,
		in: place,
		required: place === 'path' || (whole.required ?? []).includes(name),
		schema,
	}));
}

const headers = { 'API-Version': { description: 'Version of this API', schema: { type: 'string', example: apiVersion } } };

function answersOf(endpoint: Endpoint): Json {
	const status = String(endpoint.status ?? 200);
	const content = status === '204' ? {} : { content: { 'application/json': { schema: schemaOf(endpoint.response, 'output') } } };
	const refusal = { $ref: '#/components/responses/Problem' };
	return {
		[status]: { description: 'Done', headers, ...content },
		'400': refusal,
		'401': refusal,
		'403': refusal,
		'404': refusal,
	};
}

function operationOf(route: Route): Json {
	const { endpoint } = route;
	const tag = route.path.split('/')[2] ?? 'platform';
	return {
		operationId: `${route.method.toLowerCase()}-${route.path.slice(1).replaceAll(/[{}]/g, '').replaceAll('/', '-')}`,
		summary: endpoint.summary,
		description: endpoint.summary,
		tags: [tag],
		parameters: [...parametersOf('path', endpoint.params), ...parametersOf('query', endpoint.query)],
		...(endpoint.body === undefined
			? {}
			: { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } } }),
		responses: answersOf(endpoint),
		security: route.access === 'public' ? [] : [{ session: [] }, { token: [] }],
	};
}

/** `/openapi.json` itself, which any site may read. */
const itself: Json = {
	operationId: 'get-v1-openapi-json',
	summary: 'This document',
	description: 'This document, for any site',
	tags: ['openapi.json'],
	parameters: [],
	responses: {
		'200': {
			description: 'Done',
			headers: {
				...headers,
				'access-control-allow-origin': { description: 'Any site', schema: { type: 'string', example: '*' } },
			},
			content: { 'application/json': { schema: { type: 'object' } } },
		},
	},
	security: [],
};

/** The API document, OpenAPI 3.0.3 (the Dutch rules of 2.1.0 refuse 3.1). Generated from the rooms' tables. */
export function openApi(routes: readonly Route[], baseUrl: string): Json {
	const paths: Record<string, Json> = { '/openapi.json': { get: itself } };
	for (const route of routes.filter(({ path }) => path.startsWith('/v1/'))) {
		const path = route.path.slice('/v1'.length);
		paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
	}
	const tags = [...new Set(Object.keys(paths).map((path) => path.split('/')[1]))].map((name) => ({
		name,
		description: `Addresses that begin with /${name}`,
	}));
	const problemSchema = {
		type: 'object',
		properties: {
			...{ type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' } },
			code: { type: 'string', enum: Object.keys(errorCatalogue) },
			findings: {
				type: 'array',
				items: {
					type: 'object',
					properties: { code: { type: 'string' }, where: { type: 'string' }, detail: { type: 'string' } },
				},
			},
		},
	};
	return {
		openapi: '3.0.3',
		info: {
			title: 'Dijkwacht',
			version: apiVersion,
			description: 'The watch that Dutch higher education, research and MBO keep together over their digital resilience.',
			license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/en/' },
			contact: { name: 'Dijkwacht', url: 'https://dijkwacht.example/contact', email: 'api@dijkwacht.example' },
		},
		servers: [{ url: `${baseUrl}/v1` }],
		tags,
		paths,
		components: {
			securitySchemes: {
				session: { type: 'apiKey', in: 'cookie', name: 'dijkwacht' },
				token: { type: 'http', scheme: 'bearer' },
			},
			schemas: { Problem: problemSchema },
			responses: {
				Problem: {
					description: 'Refused',
					headers,
					content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
				},
			},
		},
	};
}
