import { type Finding, finding } from '#kernel';

interface Named {
	readonly id: string;
	readonly name?: string;
	readonly where: string;
}

/** Tells rules apart by their ids; a name that stands twice is a fault of both, but does not stop either. */
export class UniqueRules {
	private readonly ids = new Map<string, string>();
	private readonly names = new Map<string, string>();
	private readonly findings: Finding[];

	constructor(findings: Finding[]) {
		this.findings = findings;
	}

	isNew({ id, name, where }: Named): boolean {
		const before = this.ids.get(id);
		if (before !== undefined) {
			this.findings.push(finding('rule-duplicate', where, `id ${id} stands in ${before} too`));
			return false;
		}
		this.ids.set(id, where);
		if (name === undefined) return true;
		const same = this.names.get(name);
		if (same === undefined) this.names.set(name, where);
		else this.findings.push(finding('rule-duplicate', where, `name ${name} stands in ${same} too`));
		return true;
	}
}
