import { type Finding, finding } from '#kernel';
import type { DetectionRule, LogSource } from '../model.ts';
import { entryOf, textOf } from '../yaml/access.ts';
import type { YamlMap, YamlNode } from '../yaml/tree.ts';
import { readDetection } from './detection.ts';
import { readHeader } from './header.ts';
import { append, type Read } from './read.ts';

const noLogsource = 'the rule has no logsource with a product, category or service';

export function readLogsource(node: YamlNode | undefined): LogSource | undefined {
	if (node?.kind !== 'map') return undefined;
	const part = (key: string) => textOf(entryOf(node, key)?.value)?.trim().toLowerCase();
	const [product, category, service] = [part('product'), part('category'), part('service')];
	if (!product && !category && !service) return undefined;
	return { ...(product && { product }), ...(category && { category }), ...(service && { service }) };
}

/** Reads one detection rule (Sigma rules specification 2.1); all its faults come together. */
export function readRule(document: YamlMap, file: string, number: number): Read<DetectionRule> {
	const findings: Finding[] = [];
	const header = readHeader(document, file, number, findings);
	const logsource = readLogsource(entryOf(document, 'logsource')?.value);
	if (!logsource)
		findings.push(finding('rule-invalid', `${file}:${entryOf(document, 'logsource')?.line ?? document.line}`, noLogsource));
	const detection = entryOf(document, 'detection');
	if (detection?.value.kind !== 'map') {
		findings.push(finding('rule-invalid', `${file}:${detection?.line ?? document.line}`, 'the rule has no detection'));
		return { value: undefined, findings };
	}
	const { expression, usable, findings: more } = readDetection(detection.value, file);
	append(findings, more);
	return { value: usable && logsource ? { kind: 'detection', ...header, logsource, expression } : undefined, findings };
}
