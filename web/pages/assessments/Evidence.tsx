import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, withQuery } from '../../parts/api.ts';
import { Progress } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { formatMoment, formatNumber } from '../../parts/format.ts';
import { Fault } from '../../parts/Loaded.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { upload } from '../../parts/upload.ts';
import { useText } from '../../text/text.tsx';
import css from './ControlAnswer.module.css';
import type { Assessment } from './types.ts';

type Kept = Assessment['evidence'][number];
const largest = 25 * 1024 * 1024;

interface EvidenceProps {
	readonly control: string;
	readonly assessment: Assessment;
	readonly locked: boolean;
}

/** Files that show that the answer is true. */
export function Evidence({ control, assessment, locked }: EvidenceProps) {
	const { t, locale } = useText();
	const client = useQueryClient();
	const say = useToast();
	const [sent, setSent] = useState<{ readonly name: string; readonly share: number } | null>(null);
	const [tooLarge, setTooLarge] = useState(false);
	const base = `/v1/assessments/${assessment.id}/evidence`;
	const keep = (change: (files: Assessment['evidence']) => Assessment['evidence']) =>
		client.setQueryData<Assessment>(['assessment', assessment.id], (old) =>
			old === undefined ? old : { ...old, evidence: change(old.evidence) },
		);
	const add = useMutation({
		mutationFn: (file: File) =>
			upload<Kept>(withQuery(base, { control, fileName: file.name }), file, (share) => setSent({ name: file.name, share })),
		onSuccess: (added) => {
			keep((files) => [...files, added]);
			say(t('assessment.evidenceAdded', { name: added.name }));
		},
		onSettled: () => setSent(null),
	});
	const remove = useMutation({
		mutationFn: (file: Kept) => api.remove(`${base}/${file.id}`),
		onSuccess: (_nothing, gone) => {
			keep((files) => files.filter((file) => file.id !== gone.id));
			say(t('assessment.evidenceRemoved', { name: gone.name }));
		},
	});
	const files = assessment.evidence.filter((file) => file.control === control);
	const error = add.error ?? remove.error;
	return (
		<section className={css.part}>
			<h3>{t('assessment.evidence')}</h3>
			{files.length === 0 && <p className={css.soft}>{t('assessment.noEvidence')}</p>}
			<ul className={css.files}>
				{files.map((file) => (
					<li key={file.id}>
						<span>
							<a href={`${base}/${file.id}`} download={file.name}>
								{file.name}
							</a>
							<span className={css.soft} title={`SHA-256 ${file.hash}`}>
								{' '}
								{formatNumber(Math.ceil(file.bytes / 1024), locale)} kB, {formatMoment(file.addedAt, locale)}
							</span>
						</span>
						{!locked && (
							<Button small tone="danger" disabled={remove.isPending} onClick={() => remove.mutate(file)}>
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
					{...(tooLarge ? { fault: t('assessment.evidenceTooLarge') } : {})}
					onChange={(event) => {
						const file = event.target.files?.[0];
						setTooLarge(file !== undefined && file.size > largest);
						if (file !== undefined && file.size <= largest) add.mutate(file);
						event.target.value = '';
					}}
				/>
			)}
			{sent !== null && (
				<div role="status">
					<span className={css.soft}>{t('assessment.sending', { name: sent.name })}</span>
					<Progress label={sent.name} done={Math.round(sent.share * 100)} total={100} />
				</div>
			)}
			{error !== null && <Fault error={error} />}
		</section>
	);
}
