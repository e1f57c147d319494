import { type Finding, finding } from '#kernel';
import { z } from 'zod';
import { place } from '../model/framework-check.ts';

const words = z.string().max(40_000).nullish();
const yes = z.enum(['true', 'false']).transform((value) => value === 'true');
export const translations = z
	.record(z.string(), z.looseObject({ name: words, description: words, annotation: words }).nullable())
	.nullish();

/** A requirement node of a CISO Assistant library, read with all scalars as text. */
export const cisoNode = z.looseObject({
	urn: z.string().min(1).max(500),
	parent_urn: z.string().max(500).nullish(),
	ref_id: z.string().max(200).nullish(),
	assessable: yes,
	name: words,
	description: words,
	annotation: words,
	implementation_groups: z.array(z.string().max(200)).nullish(),
	translations,
});
export type CisoNode = z.infer<typeof cisoNode>;

/** A node with its way up: first itself, last the top of its tree. */
export interface PlacedNode {
	readonly node: CisoNode;
	readonly up: readonly CisoNode[];
}

export const NODES_PATH = ['objects', 'framework', 'requirement_nodes'] as const;

/** Places every node in its tree; double URNs, parents that are absent and circles are findings. */
export function placeNodes(nodes: readonly CisoNode[], fileName: string): { placed: PlacedNode[]; findings: Finding[] } {
	const byUrn = new Map<string, CisoNode>();
	const findings: Finding[] = [];
	const at = (index: number, key: string, detail: string) =>
		findings.push(finding('content-refused', place(fileName, [...NODES_PATH, index, key]), detail));
	for (const [index, node] of nodes.entries()) {
		if (byUrn.has(node.urn)) at(index, 'urn', `${node.urn} stands here for the second time`);
		else byUrn.set(node.urn, node);
	}
	const placed = nodes.map((node, index) => {
		const up = [node];
		for (let parent = node.parent_urn; parent; parent = up.at(-1)?.parent_urn) {
			const found = byUrn.get(parent);
			if (found === undefined || up.length > 50) {
				const told = found === undefined && up.length > 1; // at the node below the gap
				if (!told)
					at(index, 'parent_urn', found ? 'its parents form a circle or lie more than 50 deep' : `there is no node ${parent}`);
				break;
			}
			up.push(found);
		}
		return { node, up };
	});
	return { placed, findings };
}

/** Ids people know (`ref_id`) where the file gives one that is unique; else the tail of the URN, which always is. */
export function nodeIds(nodes: readonly CisoNode[]): Map<string, string> {
	const uses = new Map<string, number>();
	for (const { ref_id } of nodes) if (ref_id) uses.set(ref_id, (uses.get(ref_id) ?? 0) + 1);
	return new Map(
		nodes.map((node) => [node.urn, node.ref_id && uses.get(node.ref_id) === 1 ? node.ref_id : urnTail(node.urn)] as const),
	);
}

/** `urn:intuitem:risk:req_node:cbw:1.1` is `1.1`: what follows the name of the framework. */
export function urnTail(urn: string): string {
	return urn.split(':').slice(5).join(':') || urn;
}
