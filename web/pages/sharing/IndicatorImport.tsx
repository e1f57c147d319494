import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../parts/api.ts';
import { Banner } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Field, Select, TextArea } from '../../parts/Field.tsx';
import { formatNumber } from '../../parts/format.ts';
import { Fault } from '../../parts/Loaded.tsx';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useText } from '../../text/text.tsx';
import type { ImportAnswer } from './types.ts';

const exampleCsv = 'kind,value\nipv4,192.0.2.7\ndomain,evil.example';

/** JSON is told from lines by its first sign, for files come under all sorts of names. */
const mediaType = (text: string) => (/^\s*[[{]/.test(text) ? 'application/json' : 'text/csv');

/** Reads a STIX bundle, MISP event or CSV, from a file or pasted: whole, or with all its faults not at all. */
export function IndicatorImport({ onClose }: { onClose(): void }) {
	const { t, locale } = useText();
	const client = useQueryClient();
	const [text, setText] = useState('');
	const [into, setInto] = useState('own');
	const read = useMutation({
		mutationFn: () =>
			api.send<ImportAnswer>(`/v1/indicators/imports?into=${into}`, new File([text], 'indicators'), mediaType(text)),
		onSuccess: () => void client.invalidateQueries({ queryKey: ['indicators'] }),
	});
	const done = read.data;
	return (
		<Drawer title={t('readIn.title')} open onClose={onClose}>
			{done === undefined ? (
				<Form submit={t('readIn.go')} busy={read.isPending} onSubmit={() => read.mutate()} onCancel={onClose}>
					<p>{t('readIn.lead')}</p>
					<Field
						label={t('readIn.file')}
						type="file"
						accept=".json,.csv,.txt,application/json,text/csv"
						onChange={(event) => void event.target.files?.[0]?.text().then(setText)}
					/>
					<TextArea
						label={t('readIn.paste')}
						hint={t('readIn.pasteHint')}
						placeholder={exampleCsv}
						rows={9}
						required
						spellCheck={false}
						name="text"
						value={text}
						onChange={(event) => setText(event.target.value)}
					/>
					<Select
						label={t('readIn.into')}
						hint={t(into === 'own' ? 'readIn.ownHint' : 'readIn.draftHint')}
						name="into"
						value={into}
						onChange={(event) => setInto(event.target.value)}
						choices={(['own', 'draft'] as const).map((value) => ({ value, label: t(`readIn.${value}`) }))}
					/>
					{read.error !== null && (
						<>
							<Banner tone="info">{t('readIn.nothing')}</Banner>
							<Fault error={read.error} />
						</>
					)}
				</Form>
			) : (
				<>
					<Banner tone="good">
						{t('readIn.done', {
							format: done.format.toUpperCase(),
							added: formatNumber(done.added, locale),
							known: formatNumber(done.known, locale),
						})}
					</Banner>
					{done.passedOver.length > 0 && (
						<Banner tone="warn">
							<strong>{t('readIn.passedOver', { count: done.passedOver.length })}</strong>
							<ul>
								{done.passedOver.slice(0, 100).map((one) => (
									<li key={one.where + one.detail} lang="en">
										<code>{one.where}</code> {one.detail}
									</li>
								))}
							</ul>
						</Banner>
					)}
					{done.advisoryId !== null && <Link to={`/advisories/${done.advisoryId}`}>{t('readIn.toDraft')}</Link>}
					<div>
						<Button tone="main" onClick={onClose}>
							{t('common.close')}
						</Button>
					</div>
				</>
			)}
		</Drawer>
	);
}
