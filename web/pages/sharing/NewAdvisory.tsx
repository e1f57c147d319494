import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { tlpLevels } from '#kernel';
import { useAddress } from '../../parts/address.ts';
import { api } from '../../parts/api.ts';
import { Banner, Card, Columns, Page } from '../../parts/Blocks.tsx';
import { Field, Select, TextArea, Tick } from '../../parts/Field.tsx';
import { Button } from '../../parts/Button.tsx';
import { useKept } from '../../parts/kept.ts';
import { Form } from '../../parts/Overlay.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../text/text.tsx';
import { AudienceFields } from './AudienceFields.tsx';
import { asAudience, type Chosen } from './audience.ts';
import { type GivenLine, readIndicators, suggestLines } from './advisory-input.ts';
import { IndicatorFields } from './IndicatorFields.tsx';
import { LineFields } from './LineFields.tsx';
import type { NewAdvisory as Answer } from './types.ts';
import { useMembers } from './use-members.ts';

interface Given {
	readonly titleNl: string;
	readonly titleEn: string;
	readonly summaryNl: string;
	readonly summaryEn: string;
	readonly tlp: string;
	readonly chosen: Chosen;
	readonly indicators: string;
	readonly lines: readonly GivenLine[];
	readonly draft: boolean;
}

/** From a finding to a warning: words, audience, indicators one a line, measures. Ctrl and Enter send it. */
export function NewAdvisory() {
	const { t } = useText();
	const address = useAddress();
	const client = useQueryClient();
	const go = useNavigate();
	const members = useMembers();
	const form = useRef<HTMLDivElement>(null);
	const name = `advisory ${useSession().personId} ${address.get('because')} ${address.get('indicators')}`;
	const { given, set, field, restored, forget, startOver } = useKept<Given>(name, () => ({
		...{ titleNl: address.get('title'), titleEn: address.get('titleEn'), summaryNl: '', summaryEn: '' },
		...{ tlp: 'amber', chosen: { to: 'all' }, indicators: address.get('indicators'), draft: false },
		lines: suggestLines(readIndicators(address.get('indicators')).indicators),
	}));
	const read = readIndicators(given.indicators);
	const make = useMutation({
		mutationFn: () =>
			api.post<Answer>('/v1/advisories', {
				title: { nl: given.titleNl, en: given.titleEn || given.titleNl },
				summary: { nl: given.summaryNl, en: given.summaryEn || given.summaryNl },
				tlp: given.tlp,
				audience: asAudience(given.chosen, members),
				state: given.draft ? 'draft' : 'published',
				...(address.get('because') === '' ? {} : { because: address.get('because') }),
				indicators: read.indicators,
				lines: given.lines
					.filter(({ nl }) => nl.trim() !== '')
					.map(({ nl, en, effort }) => ({ text: { nl, en: en || nl }, effort })),
			}),
		onSuccess: ({ id }) => {
			forget();
			void client.invalidateQueries({ queryKey: ['advisories'] });
			void go(`/advisories/${id}`, { replace: true });
		},
	});
	const red = given.tlp === 'red';
	return (
		<Page title={t('advisories.make')} lead={t('compose.lead')}>
			{address.get('because') !== '' && <Banner tone="info">{t('compose.fromAlert')}</Banner>}
			{restored && (
				<Banner tone="info">
					{t('compose.restored')}
					<Button small onClick={startOver}>
						{t('compose.startOver')}
					</Button>
				</Banner>
			)}
			{/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the whole form; its button does the same */}
			<div
				ref={form}
				onKeyDown={(event) => {
					if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.querySelector('form')?.requestSubmit();
				}}
			>
				<Form
					submit={t(given.draft ? 'advisories.saveDraft' : 'compose.send')}
					busy={make.isPending}
					onSubmit={() => make.mutate()}
				>
					<Columns>
						<Card title={t('advisories.words')}>
							<Field
								label={t('advisories.titleNl')}
								required
								autoFocus
								minLength={3}
								maxLength={200}
								{...field('titleNl', 'title.nl')}
							/>
							<Field label={t('advisories.titleEn')} maxLength={200} {...field('titleEn', 'title.en')} />
							<TextArea label={t('advisories.summaryNl')} maxLength={4000} {...field('summaryNl', 'summary.nl')} />
							<TextArea label={t('advisories.summaryEn')} maxLength={4000} {...field('summaryEn', 'summary.en')} />
							<Select
								label="TLP"
								hint={t(`tlpMeans.${given.tlp as 'amber'}`)}
								name="tlp"
								value={given.tlp}
								onChange={(event) => {
									const tlp = event.target.value;
									set(tlp === 'red' ? { tlp, chosen: { to: 'listed', institutions: [] } } : { tlp });
								}}
								choices={tlpLevels.map((value) => ({ value, label: `TLP:${value.toUpperCase()}` }))}
							/>
							<AudienceFields chosen={given.chosen} onlyListed={red} onChoose={(chosen) => set({ chosen })} />
						</Card>
						<Card title={t('advisories.whatToDo')}>
							<IndicatorFields text={given.indicators} onChange={(indicators) => set({ indicators })} />
							<LineFields
								lines={given.lines}
								onSuggest={() => set({ lines: [...given.lines, ...suggestLines(read.indicators)] })}
								onChange={(lines) => set({ lines })}
							/>
							<Tick
								label={t('advisories.asDraft')}
								checked={given.draft}
								onChange={(event) => set({ draft: event.target.checked })}
							/>
						</Card>
					</Columns>
				</Form>
			</div>
		</Page>
	);
}
