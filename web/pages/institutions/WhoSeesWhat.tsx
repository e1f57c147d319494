import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '../../parts/api.ts';
import { Page } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { formatClock, formatDay, formatMoment, formatNumber } from '../../parts/format.ts';
import { Fault, Loaded } from '../../parts/Loaded.tsx';
import { usePages } from '../../parts/pages.ts';
import { StateBadge } from '../../parts/State.tsx';
import { useSession } from '../../parts/session.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { useToast } from '../../parts/Toast.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { DisclosureForm } from './DisclosureForm.tsx';
import { type Disclosure, type Disclosures, disclosureTone, type Looks, type Received } from './types.ts';

const key = ['disclosures'];

/** Which organisation sees what of us, for what, until when, and each time it looked. */
export function WhoSeesWhat() {
	const { t } = useText();
	const session = useSession();
	const [opening, setOpening] = useState(false);
	const decides = session.role === 'board' || session.role === 'ciso';
	const own = session.institution !== null;
	const query = useQuery({ queryKey: key, queryFn: ({ signal }) => api.get<Disclosures>('/v1/disclosures', undefined, signal) });
	const panels = [
		{
			id: 'given',
			label: t('openness.given'),
			panel: <Loaded query={query}>{({ items }) => <Given items={items} decides={decides} />}</Loaded>,
		},
		{ id: 'looks', label: t('openness.looks'), panel: <LookList /> },
		{
			id: 'received',
			label: t('openness.received'),
			panel: <Loaded query={query}>{({ received }) => <ReceivedList rows={received} />}</Loaded>,
		},
	];
	return (
		<Page
			title={t('openness.title')}
			lead={t('openness.lead')}
			tools={
				decides && (
					<Button tone="main" icon="plus" onClick={() => setOpening(true)}>
						{t('openness.open')}
					</Button>
				)
			}
		>
			<Tabs label={t('openness.title')} tabs={own ? panels : panels.slice(2)} />
			{opening && <DisclosureForm onClose={() => setOpening(false)} />}
		</Page>
	);
}

function Given({ items, decides }: { readonly items: readonly Disclosure[]; readonly decides: boolean }) {
	const { t, locale } = useText();
	const client = useQueryClient();
	const say = useToast();
	const end = useMutation({
		mutationFn: (row: Disclosure) => api.remove(`/v1/disclosures/${row.id}`),
		onSuccess: (_nothing, row) => {
			void client.invalidateQueries({ queryKey: key });
			const again = {
				audience: row.audience.id,
				subjects: [row.subject],
				purpose: row.purpose,
				...(row.until === null ? {} : { until: row.until }),
			};
			say(t('openness.ended'), () => {
				void api.post('/v1/disclosures', again).then(() => client.invalidateQueries({ queryKey: key }));
			});
		},
	});
	const columns = useMemo<Column<Disclosure>[]>(
		() => [
			{ id: 'audience', head: t('openness.who'), value: (row) => row.audience.name },
			{ id: 'subject', head: t('openness.what'), value: (row) => t(`subject.${row.subject}`) },
			{ id: 'purpose', head: t('openness.purpose'), value: (row) => row.purpose },
			{ id: 'from', head: t('common.from'), value: (row) => row.from, cell: (row) => formatDay(row.from, locale) },
			{
				id: 'until',
				head: t('common.until'),
				value: (row) => row.until,
				cell: (row) => (row.until === null ? t('openness.open-ended') : formatDay(row.until, locale)),
			},
			{
				id: 'state',
				head: t('common.state'),
				value: (row) => row.state,
				cell: (row) => (
					<StateBadge tone={disclosureTone[row.state]} sign={row.state === 'open' ? 'eye' : 'dash'}>
						{t(`disclosureState.${row.state}`)}
					</StateBadge>
				),
				filter: {
					label: t('common.state'),
					choices: (['open', 'coming', 'ended'] as const).map((value) => ({ value, label: t(`disclosureState.${value}`) })),
				},
			},
			{
				id: 'looks',
				head: t('openness.times'),
				align: 'end',
				value: (row) => row.looks,
				cell: (row) =>
					row.lastLookAt === null
						? formatNumber(row.looks, locale)
						: t('openness.looked', { count: formatNumber(row.looks, locale), at: formatClock(row.lastLookAt, locale) }),
			},
			{
				id: 'end',
				head: t('common.actions'),
				sortable: false,
				value: () => null,
				cell: (row) =>
					decides && row.state !== 'ended' ? (
						<Button small tone="danger" onClick={() => end.mutate(row)}>
							{t('openness.end')}
							<span className="unseen">
								: {row.audience.name}, {t(`subject.${row.subject}`)}
							</span>
						</Button>
					) : (
						'–'
					),
			},
		],
		[t, locale, decides, end.mutate],
	);
	return (
		<>
			{end.error !== null && <Fault error={end.error} />}
			<Table
				label={t('openness.given')}
				name="given"
				rows={items}
				columns={columns}
				rowId={({ id }) => id}
				empty={t('openness.noneGiven')}
			/>
		</>
	);
}

type Look = Looks['items'][number];

function LookList() {
	const { t, word, locale } = useText();
	const { query, rows, more } = usePages<Look>(['looks'], '/v1/looks');
	const columns = useMemo<Column<Look>[]>(
		() => [
			{ id: 'viewer', head: t('openness.who'), value: (row) => row.viewer.name },
			{ id: 'person', head: t('common.person'), value: (row) => row.personName },
			{ id: 'subject', head: t('openness.what'), value: (row) => word('subject', row.subject) },
			{ id: 'at', head: t('openness.when'), value: (row) => row.at, cell: (row) => formatMoment(row.at, locale) },
		],
		[t, word, locale],
	);
	return (
		<Loaded query={query}>
			{() => (
				<Table
					label={t('openness.looks')}
					name="looks"
					rows={rows}
					columns={columns}
					rowId={({ id }) => id}
					empty={t('openness.noLooks')}
					onMore={more}
				/>
			)}
		</Loaded>
	);
}

function ReceivedList({ rows }: { readonly rows: readonly Received[] }) {
	const { t, locale } = useText();
	const columns = useMemo<Column<Received>[]>(
		() => [
			{ id: 'institution', head: t('common.institution'), value: (row) => row.institution.name },
			{ id: 'subject', head: t('openness.what'), value: (row) => t(`subject.${row.subject}`) },
			{ id: 'purpose', head: t('openness.purpose'), value: (row) => row.purpose },
			{ id: 'from', head: t('common.from'), value: (row) => row.from, cell: (row) => formatDay(row.from, locale) },
			{
				id: 'until',
				head: t('common.until'),
				value: (row) => row.until,
				cell: (row) => (row.until === null ? t('openness.open-ended') : formatDay(row.until, locale)),
			},
		],
		[t, locale],
	);
	return (
		<Table
			label={t('openness.received')}
			name="received"
			rows={rows}
			columns={columns}
			rowId={({ id }) => id}
			empty={t('openness.noneReceived')}
		/>
	);
}
