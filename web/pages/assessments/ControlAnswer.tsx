import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Output } from '#kernel/contract';
import type * as norms from '#norms/contract';
import { api, withQuery } from '../../parts/api.ts';
import { DescriptionList } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Field, TextArea } from '../../parts/Field.tsx';
import { formatNumber } from '../../parts/format.ts';
import { Fault } from '../../parts/Loaded.tsx';
import { Drawer } from '../../parts/Overlay.tsx';
import { useText } from '../../text/text.tsx';
import { type Draft, type Drafts, emptyDraft } from './drafts.ts';
import type { Assessment } from './types.ts';

type Framework = Output<typeof norms.readFrameworkDetail>;

interface ControlAnswerProps {
	readonly control: Framework['controls'][number] | undefined;
	readonly framework: Framework;
	readonly assessment: Assessment;
	readonly drafts: Drafts;
	readonly locked: boolean;
	onChange(control: string, change: Partial<Draft>): void;
	onClose(): void;
}

/** One control close by: what each level asks, the reason of the answer and its evidence. */
export function ControlAnswer({ control, framework, assessment, drafts, locked, onChange, onClose }: ControlAnswerProps) {
	const { t, both } = useText();
	if (control === undefined) return null;
	const draft = drafts.get(control.id) ?? emptyDraft(control.id);
	const levels =
		control.levelTexts !== undefined
			? control.levelTexts.map(({ level, text }) => [String(level), both(text)] as const)
			: framework.scale.levels.map(({ level, name, criterion }) => [`${level} ${both(name)}`, both(criterion)] as const);
	return (
		<Drawer title={both(control.title)} open onClose={onClose}>
			{control.description !== undefined && <p>{both(control.description)}</p>}
			<DescriptionList terms={levels} />
			<TextArea
				label={t('common.reason')}
				autoFocus={draft.notApplicable}
				readOnly={locked}
				{...(draft.notApplicable && draft.reason.trim().length < 3 ? { fault: t('assessment.reasonNeeded') } : {})}
				value={draft.reason}
				onChange={(event) => onChange(control.id, { reason: event.target.value })}
			/>
			<Evidence control={control.id} assessment={assessment} locked={locked} />
		</Drawer>
	);
}

function Evidence({
	control,
	assessment,
	locked,
}: {
	readonly control: string;
	readonly assessment: Assessment;
	readonly locked: boolean;
}) {
	const { t, locale } = useText();
	const client = useQueryClient();
	const base = `/v1/assessments/${assessment.id}/evidence`;
	type Kept = Assessment['evidence'][number];
	const keep = (change: (files: Assessment['evidence']) => Assessment['evidence']) =>
		client.setQueryData<Assessment>(['assessment', assessment.id], (old) =>
			old === undefined ? old : { ...old, evidence: change(old.evidence) },
		);
	const add = useMutation({
		mutationFn: (file: File) =>
			api.send<Kept>(withQuery(base, { control, fileName: file.name }), file, 'application/octet-stream'),
		onSuccess: (added) => keep((files) => [...files, added]),
	});
	const remove = useMutation({
		mutationFn: (id: string) => api.remove(`${base}/${id}`),
		onSuccess: (_nothing, id) => keep((files) => files.filter((file) => file.id !== id)),
	});
	const error = add.error ?? remove.error;
	return (
		<section>
			<h3>{t('assessment.evidence')}</h3>
			<ul>
				{assessment.evidence
					.filter((file) => file.control === control)
					.map((file) => (
						<li key={file.id}>
							<a href={`${base}/${file.id}`} download={file.name}>
								{file.name}
							</a>{' '}
							({formatNumber(Math.ceil(file.bytes / 1024), locale)} kB){' '}
							{!locked && (
								<Button small tone="danger" onClick={() => remove.mutate(file.id)}>
									{t('assessment.removeEvidence')}
									<span className="unseen">: {file.name}</span>
								</Button>
							)}
						</li>
					))}
			</ul>
			{!locked && (
				<Field
					label={t('assessment.addEvidence')}
					hint={t('assessment.evidenceHint')}
					type="file"
					disabled={add.isPending}
					onChange={(event) => {
						const file = event.target.files?.[0];
						if (file !== undefined) add.mutate(file);
						event.target.value = '';
					}}
				/>
			)}
			{error !== null && <Fault error={error} />}
		</section>
	);
}
