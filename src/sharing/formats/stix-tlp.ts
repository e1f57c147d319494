import { type Tlp, tlpLevels } from '#kernel';
import { asObject, asText, type Json } from './safe-json.ts';

const extension = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';

/** TLP 2.0 in STIX is an OASIS extension with fixed objects, not part of the core. */
const ids: Record<Tlp, string> = {
	clear: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
	green: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
	amber: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
	'amber+strict': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
	red: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
};

/** The four marks of TLP 1, that the core of STIX 2.1 has built in. */
const older: Record<string, Tlp> = {
	'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9': 'clear',
	'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da': 'green',
	'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82': 'amber',
	'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed': 'red',
};

export function tlpId(tlp: Tlp): string {
	return ids[tlp];
}

export function tlpObject(tlp: Tlp): Json {
	return {
		...{ type: 'marking-definition', spec_version: '2.1', id: ids[tlp], created: '2022-10-01T00:00:00.000Z' },
		name: `TLP:${tlp.toUpperCase()}`,
		extensions: { [extension]: { extension_type: 'property-extension', tlp_2_0: tlp } },
	};
}

/** The strictest mark among references; undefined when there is none we know. `objects` are marks that came along. */
export function tlpOf(references: readonly unknown[], objects: ReadonlyMap<string, Json>): Tlp | undefined {
	const found = references.flatMap((reference) => {
		const id = asText(reference, 100);
		const fixed = tlpLevels.find((level) => ids[level] === id) ?? older[id];
		const told = asText(asObject(asObject(asObject(objects.get(id)).extensions)[extension]).tlp_2_0, 20);
		return [fixed ?? tlpLevels.find((level) => level === told)].filter((level) => level !== undefined);
	});
	return tlpLevels.findLast((level) => found.includes(level));
}
