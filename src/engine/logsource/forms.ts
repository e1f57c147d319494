import type { EventRecord, LogSource } from '../model.ts';
import { cloudForms } from './cloud.ts';
import { localForms } from './local.ts';
import { at, source, word } from './marks.ts';

/** One form of event: how it is recognised, what it counts as, how its names differ from those in rules. */
export interface EventForm {
	readonly name: string;
	/** What the event counts as; `undefined` when it is not of this form. */
	readonly read: (event: EventRecord) => readonly LogSource[] | undefined;
	readonly aliases?: Readonly<Record<string, readonly string[]>>;
	/** Objects whose members count as members of the event. */
	readonly containers?: readonly string[];
}

const mostServices = 10;

/** Sender or collector wrote the logsource into the event; a log may be of several services, the others stand in `also`. */
const said: EventForm = {
	name: 'said',
	read: (event) => {
		const [product, category, service] = ['product', 'category', 'service'].map((part) => word(event, `logsource.${part}`));
		if (!product && !category && !service) return undefined;
		const also = at(event, 'logsource.also');
		const others = (Array.isArray(also) ? also : []).filter((one) => typeof one === 'string').slice(0, mostServices);
		return [service, ...others].map((one) => source(product ?? '', one?.slice(0, 64).toLowerCase(), category));
	},
};

/** Products of which an event may say in plain fields that it is theirs, when it says a category or service too. */
const products = new Set(
	`aws azure bitbucket cisco fortigate gcp github google_workspace huawei juniper kubernetes linux m365 macos okta onelogin
	opencanary paloalto rpc_firewall suricata windows zeek`.split(/\s+/),
);

/** The same in plain fields; last, since names like these mean other things to many sources. */
const saidPlainly: EventForm = {
	name: 'said plainly',
	read: (event) => {
		const [product = '', category, service] = ['product', 'category', 'service'].map((part) => word(event, part));
		return products.has(product) && (category ?? service) !== undefined ? [source(product, service, category)] : undefined;
	},
};

/** Tried in this order after Windows; the first that recognises the event decides. A new kind of source is one row. */
export const otherForms: readonly EventForm[] = [said, ...localForms, ...cloudForms, saidPlainly];
