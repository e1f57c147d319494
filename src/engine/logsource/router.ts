import type { EventRecord, LogSource } from '../model.ts';
import {
	linuxSysmonCategories,
	windowsAliases,
	windowsCategories,
	windowsCategoryAliases,
	windowsContainers,
	windowsServices,
} from './windows.ts';
import { member, own } from './own.ts';
import { otherForms } from './others.ts';

/** Where one event goes: everything it counts as, and how its field names are found. */
export interface Route {
	/** Equal for events that need the same rules and are read the same way. */
	readonly key: string;
	readonly sources: readonly LogSource[];
	readonly reading: FieldReading;
	/** Text of the event id where rules of this route are told apart by it. */
	readonly eventId: string;
}
export interface FieldReading {
	readonly name: string;
	readonly aliases: Readonly<Record<string, readonly string[]>>;
	readonly containers: readonly string[];
}

const plain: FieldReading = { name: 'plain', aliases: {}, containers: [] };
const windows: FieldReading = { name: 'windows', aliases: windowsAliases, containers: windowsContainers };
const unknown: Route = { key: '?', sources: [], reading: plain, eventId: '' };
const maxRoutes = 5000;

/** Finds the route of an event by its own marks, or by what its sender said about it. */
export class Router {
	private readonly routes = new Map<string, Route>();

	route(event: EventRecord, hint?: LogSource): Route {
		if (hint) return this.keep(`=${hint.product ?? ''}|${hint.category ?? ''}|${hint.service ?? ''}`, () => hinted(hint));
		const channel = windowsChannel(event);
		if (channel !== undefined) return this.windows(channel, windowsEventId(event));
		for (const form of otherForms) {
			const sources = form.read(event);
			if (!sources) continue;
			const key = sources.map((source) => `${source.product ?? ''}|${source.category ?? ''}|${source.service ?? ''}`).join(' ');
			return this.keep(key, () => ({
				key,
				sources,
				reading: { name: form.name, aliases: form.aliases, containers: form.containers },
				eventId: '',
			}));
		}
		return unknown;
	}

	private windows(channel: string, eventId: string): Route {
		const key = `windows ${channel} ${eventId}`;
		return this.routes.get(key) ?? this.keep(key, () => windowsRoute(channel.toLowerCase(), eventId));
	}

	/** Bounded, because the marks come from the sender. */
	private keep(key: string, make: () => Route): Route {
		const known = this.routes.get(key);
		if (known) return known;
		if (this.routes.size >= maxRoutes) this.routes.clear();
		const route = make();
		this.routes.set(key, route);
		return route;
	}
}

function windowsRoute(channel: string, eventId: string): Route {
	if (channel === 'linux-sysmon/operational') {
		const categories = own(linuxSysmonCategories, eventId) ?? [];
		const sources = [
			{ product: 'linux', service: 'sysmon' },
			...categories.map((category) => ({ product: 'linux', category, service: 'sysmon' })),
		];
		return { key: `linux-sysmon ${categories.join(' ')}`, sources, reading: windows, eventId };
	}
	const service = own(windowsServices, channel) ?? '';
	const categories = own(own(windowsCategories, service) ?? {}, eventId) ?? [];
	const sources: LogSource[] = [{ product: 'windows', ...(service && { service }) }];
	for (const category of categories) sources.push({ product: 'windows', category, ...(service && { service }) });
	const extra = categories.map((category) => windowsCategoryAliases[`${service}/${category}`]).find((found) => found);
	const name = extra ? `windows ${service}` : 'windows';
	const reading = extra ? { ...windows, name, aliases: { ...windowsAliases, ...extra } } : windows;
	return { key: `windows ${service} ${categories.join(' ')}`, sources, reading, eventId };
}

function hinted(hint: LogSource): Route {
	const reading = hint.product === 'windows' ? windows : (otherForms.find((form) => form.product === hint.product) ?? plain);
	return { key: `=${hint.product}|${hint.category}|${hint.service}`, sources: [hint], reading, eventId: '' };
}

function windowsChannel(event: EventRecord): string | undefined {
	const flat = event.Channel ?? event.log_name;
	if (typeof flat === 'string') return event.EventID === undefined && event.event_id === undefined ? undefined : flat;
	const nested = member(event.winlog, 'channel') ?? member(member(event.Event, 'System'), 'Channel');
	return typeof nested === 'string' ? nested : undefined;
}

function windowsEventId(event: EventRecord): string {
	const id =
		event.EventID ?? event.event_id ?? member(event.winlog, 'event_id') ?? member(member(event.Event, 'System'), 'EventID');
	if (typeof id === 'number' || typeof id === 'string') return String(id).slice(0, 20);
	const text = member(id, '#text') ?? member(id, 'Value');
	return typeof text === 'number' || typeof text === 'string' ? String(text).slice(0, 20) : '';
}

/** Whether a rule for `wanted` applies to events that count as `actual`. */
export function covers(wanted: LogSource, actual: LogSource): boolean {
	return (
		(wanted.product === undefined || wanted.product === actual.product) &&
		(wanted.category === undefined || wanted.category === actual.category) &&
		(wanted.service === undefined || wanted.service === actual.service)
	);
}
