import { type Finding, finding, ok, type Result } from '#kernel';
import type { CorrelationRule } from '../correlation/model.ts';
import type { DetectionRule } from '../model.ts';
import { applyPipelines } from '../pipelines/apply.ts';
import { type Pipeline, pipelineOf } from '../pipelines/pipeline.ts';
import { entryOf } from '../yaml/access.ts';
import { readYaml, type YamlMap } from '../yaml/tree.ts';
import { documentsOf } from './documents.ts';
import { append, type Read } from './read.ts';
import { readCorrelation } from './read-correlation.ts';
import { applyFilters, type FilterRule, readFilter } from './read-filter.ts';
import { readRule } from './read-rule.ts';
import { checkReferences } from './references.ts';
import { UniqueRules } from './unique.ts';

export interface RuleSource {
	/** Name for findings. */
	readonly file: string;
	readonly text: string;
	/** What went wrong when the text was read; what there is of it is looked at all the same. */
	readonly fault?: { readonly line: number; readonly detail: string };
}
export interface LoadedRules {
	/** Detections, with filters and pipelines worked in. */
	readonly rules: readonly DetectionRule[];
	readonly correlations: readonly CorrelationRule[];
	/** Faults. Those of names and levels leave the rule usable. */
	readonly findings: readonly Finding[];
}
export interface LoadOptions {
	/** Applied in the order of their priority, together with those that stand among the rules. */
	readonly pipelines?: readonly Pipeline[];
}
/** What tells a pipeline; one that only shapes queries of other systems changes nothing here. */
const pipelineKeys = ['transformations', 'postprocessing', 'finalizers', 'vars'];
/** Larger files are no rules; reading them would only hold everything up. */
export const maxLength = 8 << 20;

/** Reads what can be read and lists every fault of the rest; never throws. */
export function loadRulesLenient(sources: readonly RuleSource[], options: LoadOptions = {}): LoadedRules {
	const set = new RuleSet();
	for (const source of sources) set.read(source);
	return set.finish(options.pipelines ?? []);
}

/** A rule set whole, or all its faults. */
export function loadRules(sources: readonly RuleSource[], options: LoadOptions = {}): Result<LoadedRules> {
	const loaded = loadRulesLenient(sources, options);
	return loaded.findings.length > 0 ? { ok: false, findings: loaded.findings } : ok(loaded);
}

class RuleSet {
	private readonly findings: Finding[] = [];
	private readonly rules: DetectionRule[] = [];
	private readonly correlations: CorrelationRule[] = [];
	private readonly filters: FilterRule[] = [];
	private readonly pipelines: Pipeline[] = [];
	private readonly unique = new UniqueRules(this.findings);

	read({ file, text, fault }: RuleSource): void {
		if (fault) this.findings.push(finding('rule-invalid', `${file}:${fault.line}`, fault.detail));
		if (fault && text === '') return;
		if (text.length > maxLength) {
			this.findings.push(finding('rule-invalid', `${file}:1`, `the file is longer than ${maxLength >> 20} MB`));
			return;
		}
		const read = readYaml(file, text);
		if (!read.ok) {
			append(this.findings, read.findings);
			return;
		}
		const before = this.findings.length;
		if (read.value.length === 0) this.findings.push(finding('rule-invalid', `${file}:1`, 'the file is empty'));
		const documents = documentsOf(read.value, file, this.findings);
		for (const [at, document] of documents.entries()) this.document(document, file, at);
		const own = this.findings.splice(before);
		append(
			this.findings,
			own.sort((a, b) => lineOf(a) - lineOf(b)),
		);
	}

	finish(pipelines: readonly Pipeline[]): LoadedRules {
		const { findings } = this;
		const filtered = applyFilters(this.rules, this.filters, findings);
		const processed = applyPipelines(filtered, this.correlations, [...pipelines, ...this.pipelines]);
		append(findings, processed.findings);
		const correlations = checkReferences(processed.rules, processed.correlations, findings);
		return { rules: processed.rules, correlations, findings };
	}

	private document(document: YamlMap, file: string, number: number): void {
		if (entryOf(document, 'correlation')) {
			const correlation = this.take(readCorrelation(document, file, number));
			if (correlation && this.unique.isNew(correlation)) this.correlations.push(correlation);
		} else if (entryOf(document, 'filter')) {
			const filter = this.take(readFilter(document, file, number));
			if (filter) this.filters.push(filter);
		} else if (entryOf(document, 'detection') || entryOf(document, 'logsource')) {
			const rule = this.take(readRule(document, file, number));
			if (rule && this.unique.isNew(rule)) this.rules.push(rule);
		} else if (pipelineKeys.some((key) => entryOf(document, key))) {
			const pipeline = this.take(pipelineOf(document, file));
			if (pipeline) this.pipelines.push(pipeline);
		} else {
			const detail = 'neither detection, correlation, filter nor transformations stands here';
			this.findings.push(finding('rule-invalid', `${file}:${document.line}`, detail));
		}
	}

	private take<T>({ value, findings }: Read<T>): T | undefined {
		append(this.findings, findings);
		return value;
	}
}

function lineOf({ where }: Finding): number {
	return Number(where.slice(where.lastIndexOf(':') + 1));
}
