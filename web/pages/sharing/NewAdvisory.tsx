import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAddress } from '../../parts/address.ts';
import { api } from '../../parts/api.ts';
import { Card, Columns, Page } from '../../parts/Blocks.tsx';
import { Field, Select, TextArea, Tick } from '../../parts/Field.tsx';
import { Fault } from '../../parts/Loaded.tsx';
import { Form } from '../../parts/Overlay.tsx';
import { useText } from '../../text/text.tsx';
import { readIndicators, readLines } from './advisory-input.ts';
import { type NewAdvisory as Answer, efforts, tlps } from './types.ts';

/** From a finding to a warning for all: words, indicators one a line, measures one a line. */
export function NewAdvisory() {
	const { t } = useText();
	const address = useAddress();
	const client = useQueryClient();
	const go = useNavigate();
	const [given, setGiven] = useState({
		titleNl: address.get('title'),
		titleEn: '',
		summaryNl: '',
		summaryEn: '',
		tlp: 'amber',
		effort: 'hours',
		indicators: address.get('indicators'),
		lines: '',
		draft: false,
	});
	const set = (change: Partial<typeof given>) => setGiven({ ...given, ...change });
	const read = readIndicators(given.indicators);
	const make = useMutation({
		mutationFn: () =>
			api.post<Answer>('/v1/advisories', {
				title: { nl: given.titleNl, en: given.titleEn || given.titleNl },
				summary: { nl: given.summaryNl, en: given.summaryEn || given.summaryNl },
				tlp: given.tlp,
				audience: { to: 'all' },
				state: given.draft ? 'draft' : 'published',
				...(address.get('because') === '' ? {} : { because: address.get('because') }),
				indicators: read.indicators,
				lines: readLines(given.lines, given.effort),
			}),
		onSuccess: ({ id }) => {
			void client.invalidateQueries({ queryKey: ['advisories'] });
			void go(`/advisories/${id}`);
		},
	});
	return (
		<Page title={t('advisories.make')} lead={t('advisories.makeLead')}>
			<Form
				submit={t(given.draft ? 'advisories.saveDraft' : 'advisories.publish')}
				busy={make.isPending || read.unknown.length > 0}
				onSubmit={() => make.mutate()}
			>
				<Columns>
					<Card title={t('advisories.words')}>
						<Field
							label={t('advisories.titleNl')}
							required
							minLength={3}
							maxLength={200}
							value={given.titleNl}
							onChange={(event) => set({ titleNl: event.target.value })}
						/>
						<Field
							label={t('advisories.titleEn')}
							maxLength={200}
							value={given.titleEn}
							onChange={(event) => set({ titleEn: event.target.value })}
						/>
						<TextArea
							label={t('advisories.summaryNl')}
							value={given.summaryNl}
							onChange={(event) => set({ summaryNl: event.target.value })}
						/>
						<TextArea
							label={t('advisories.summaryEn')}
							value={given.summaryEn}
							onChange={(event) => set({ summaryEn: event.target.value })}
						/>
						<Select
							label="TLP"
							value={given.tlp}
							onChange={(event) => set({ tlp: event.target.value })}
							choices={tlps.filter((value) => value !== 'red').map((value) => ({ value, label: `TLP:${value.toUpperCase()}` }))}
						/>
					</Card>
					<Card title={t('advisories.whatToDo')}>
						<TextArea
							label={t('advisories.indicators')}
							hint={t('advisories.indicatorsHint', { count: read.indicators.length })}
							{...(read.unknown.length > 0
								? { fault: t('advisories.indicatorsUnknown', { lines: read.unknown.join(', ') }) }
								: {})}
							rows={5}
							value={given.indicators}
							onChange={(event) => set({ indicators: event.target.value })}
						/>
						<TextArea
							label={t('advisories.lines')}
							hint={t('advisories.linesHint')}
							rows={5}
							value={given.lines}
							onChange={(event) => set({ lines: event.target.value })}
						/>
						<Select
							label={t('advisories.effort')}
							value={given.effort}
							onChange={(event) => set({ effort: event.target.value })}
							choices={efforts.map((value) => ({ value, label: t(`effort.${value}`) }))}
						/>
						<Tick
							label={t('advisories.asDraft')}
							checked={given.draft}
							onChange={(event) => set({ draft: event.target.checked })}
						/>
					</Card>
				</Columns>
				{make.error !== null && <Fault error={make.error} />}
			</Form>
		</Page>
	);
}
