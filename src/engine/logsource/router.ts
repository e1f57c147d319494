import type { EventRecord, LogSource } from '../model.ts';
import { otherForms } from './forms.ts';
import { at, word } from './marks.ts';
import { member, own } from './own.ts';
import { channelsOfProviders, eventIdPlaces, channelPlaces, providerPlaces } from './windows-forms.ts';
import {
	linuxSysmonCategories,
	otherProductsByChannel,
	windowsAliases,
	windowsCategories,
	windowsCategoryAliases,
	windowsContainers,
	windowsServices,
} from './windows.ts';

/** Where one event goes: everything it counts as, and how its field names are found. */
export interface Route {
	/** Equal for events that need the same rules and are read the same way. */
	readonly key: string;
	readonly sources: readonly LogSource[];
	/** The event shows no source: it may be of any that does not show itself, but not of what these say otherwise. */
	readonly open: boolean;
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
const maxRoutes = 5000;
/** The channel of a collector, which says nothing: who wrote the event does. */
const forwarded = 'forwardedevents';
/** Sources whose events always show themselves, so that an event without marks is none of theirs. */
const shown = new Set(['windows', 'zeek', 'suricata']);

/** Finds the route of an event by its own marks, or by what its sender said about it. Equal routes are one object. */
export class Router {
	private readonly routes = new Map<string, Route>();
	/** By channel, then by event id, as they stand in events. */
	private readonly channels = new Map<string, Map<unknown, Route>>();

	route(event: EventRecord, hint?: LogSource): Route {
		if (hint) return this.keep(`=${nameOf(hint)}`, () => hinted(hint));
		const channel = event.Channel;
		const eventId = event.EventID;
		if (typeof channel === 'string' && eventId !== undefined) {
			const known = this.channels.get(channel)?.get(eventId);
			if (known) return known;
		}
		return this.windows(event) ?? this.other(event);
	}

	private windows(event: EventRecord): Route | undefined {
		const eventId = eventIdOf(event);
		const channel = eventId === '' ? undefined : channelOf(event);
		if (channel === undefined) return undefined;
		const route = this.keep(`windows ${channel} ${eventId}`, () => windowsRoute(channel, eventId));
		const written = event.Channel;
		if (typeof written === 'string' && written.toLowerCase() !== forwarded && typeof event.EventID !== 'object') {
			const ids = this.channels.get(written) ?? new Map<unknown, Route>();
			if (this.channels.size < maxRoutes) this.channels.set(written, ids);
			if (ids.size < maxRoutes) ids.set(event.EventID, route);
		}
		return route;
	}

	private other(event: EventRecord): Route {
		for (const { name, read, aliases = {}, containers = [] } of otherForms) {
			const sources = read(event);
			if (!sources) continue;
			const [hint] = sources;
			const names = sources.map(nameOf).join(' ');
			if (name.startsWith('said') && hint) return this.keep(`=${names}`, () => ({ ...hinted(hint), sources, key: `=${names}` }));
			const key = `${name} ${names}`;
			return this.keep(key, () => ({ key, sources, open: false, reading: { name, aliases, containers }, eventId: '' }));
		}
		const partly: LogSource = Object.fromEntries(
			(['product', 'category', 'service'] as const).flatMap((part) => {
				const said = word(event, part);
				return said !== undefined && /^[a-z0-9_.-]+$/.test(said) && knownParts.has(said) ? [[part, said]] : [];
			}),
		);
		const key = `? ${nameOf(partly)}`;
		return this.keep(key, () => ({ key, sources: [partly], open: true, reading: plain, eventId: '' }));
	}

	/** Bounded, because the marks come from the sender. */
	private keep(key: string, make: () => Route): Route {
		const known = this.routes.get(key);
		if (known) return known;
		if (this.routes.size >= maxRoutes) {
			this.routes.clear();
			this.channels.clear();
		}
		const route = make();
		this.routes.set(key, route);
		return route;
	}
}

/** What an event may say of itself in plain fields of these names; anything else there means something else. */
const knownParts = new Set(
	'windows linux macos process_creation file_event network_connection webserver proxy firewall dns antivirus database application'.split(
		' ',
	),
);

function nameOf({ product = '', category = '', service = '' }: LogSource): string {
	return `${product}|${category}|${service}`;
}

function windowsRoute(channel: string, eventId: string): Route {
	if (channel === 'linux-sysmon/operational') {
		const categories = own(linuxSysmonCategories, eventId) ?? [];
		const sources = [
			{ product: 'linux', service: 'sysmon' },
			...categories.map((category) => ({ product: 'linux', category, service: 'sysmon' })),
		];
		return { key: `linux-sysmon ${categories.join(' ')}`, sources, open: false, reading: windows, eventId };
	}
	const service = own(windowsServices, channel) ?? '';
	const categories = own(own(windowsCategories, service) ?? {}, eventId) ?? [];
	const other = own(otherProductsByChannel, channel);
	const sources: LogSource[] = [{ product: 'windows', ...(service && { service }) }, ...(other ? [other] : [])];
	for (const category of categories) sources.push({ product: 'windows', category, ...(service && { service }) });
	const extra = categories.map((category) => windowsCategoryAliases[`${service}/${category}`]).find((found) => found);
	const name = extra ? `windows ${service}` : 'windows';
	const reading = extra ? { ...windows, name, aliases: { ...windowsAliases, ...extra } } : windows;
	const key = `windows ${service} ${categories.join(' ')}${other ? ` ${nameOf(other)}` : ''}`;
	return { key, sources, open: false, reading, eventId };
}

function hinted(hint: LogSource): Route {
	const form = otherForms.find(({ name }) => name === hint.product || name === hint.service);
	const reading = form ? { name: form.name, aliases: form.aliases ?? {}, containers: form.containers ?? [] } : plain;
	return {
		key: `=${nameOf(hint)}`,
		sources: [hint],
		open: false,
		reading: hint.product === 'windows' ? windows : reading,
		eventId: '',
	};
}

/** The channel in lower case, from where the forms of Windows events have it, or from who wrote the event. */
function channelOf(event: EventRecord): string | undefined {
	const channel = word(event, ...channelPlaces);
	if (channel !== undefined && channel !== forwarded) return channel;
	const provider = word(event, ...providerPlaces);
	return (provider === undefined ? undefined : own(channelsOfProviders, provider)) ?? channel;
}

function eventIdOf(event: EventRecord): string {
	for (const place of eventIdPlaces) {
		const found = at(event, place);
		if (found === undefined || found === null) continue;
		const id =
			typeof found === 'object'
				? (member(found, '#text') ?? member(found, '_') ?? member(found, 'Value') ?? member(found, '$t'))
				: found;
		if (typeof id === 'number' || typeof id === 'string') return String(id).slice(0, 20);
		if (Array.isArray(found) && (typeof found[0] === 'number' || typeof found[0] === 'string'))
			return String(found[0]).slice(0, 20);
	}
	return '';
}

/** Whether a rule for `wanted` applies to events that count as `actual`. */
export function covers(wanted: LogSource, actual: LogSource): boolean {
	return (
		(wanted.product === undefined || wanted.product === actual.product) &&
		(wanted.category === undefined || wanted.category === actual.category) &&
		(wanted.service === undefined || wanted.service === actual.service)
	);
}

/** An event of a category that says no product may be of the product that a rule names, unless those show themselves. */
function mayBe(wanted: LogSource, actual: LogSource): boolean {
	if (actual.category === undefined || actual.product !== undefined || wanted.category !== actual.category) return false;
	const service = actual.service === undefined || wanted.service === undefined || wanted.service === actual.service;
	return service && !shown.has(wanted.product ?? '');
}

/** Whether a rule for `wanted` is tried on the events of a route. */
export function applies(wanted: LogSource, { open, sources }: Route): boolean {
	if (!open) return sources.some((source) => covers(wanted, source) || mayBe(wanted, source));
	const said: LogSource = sources[0] ?? {};
	if (said.product === undefined && wanted.product !== undefined && shown.has(wanted.product)) return false;
	return (['product', 'category', 'service'] as const).every(
		(part) => said[part] === undefined || wanted[part] === undefined || said[part] === wanted[part],
	);
}
