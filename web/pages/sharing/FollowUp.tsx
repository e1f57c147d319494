import { useQuery } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { Tile, Tiles } from '../../parts/Blocks.tsx';
import { formatNumber } from '../../parts/format.ts';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../text/text.tsx';
import { answersOf, handledOf } from './follow.ts';
import { type Advisory, type Grid, indicatorReaders } from './types.ts';
import { unfiltered, useSightings } from './use-sightings.ts';

/** How far it is: delivered, searched, seen, and measures that somebody else has verified. Moves as answers come in. */
export function FollowUp({ advisory }: { readonly advisory: Advisory }) {
	const { t, locale } = useText();
	const reads = indicatorReaders.includes(useSession().role);
	const grid = useQuery({
		queryKey: ['advisory', advisory.id, 'grid'],
		queryFn: ({ signal }) => api.get<Grid>(`/v1/advisories/${advisory.id}/handling`, undefined, signal),
	});
	const seen = useSightings(advisory.id, unfiltered, reads);
	if (advisory.state === 'draft') return null;
	const told = seen.data?.pages[0];
	const answers = told === undefined ? null : answersOf(told);
	const handled = grid.data === undefined ? null : handledOf(grid.data);
	const number = (value: number | undefined) => (value === undefined ? '…' : formatNumber(value, locale));
	return (
		<Tiles>
			{advisory.recipientCount !== null && (
				<Tile figure={formatNumber(advisory.recipientCount, locale)} label={t('follow.delivered')} />
			)}
			{advisory.indicatorCount > 0 && reads && seen.error === null && (
				<>
					<Tile figure={number(answers?.searched)} label={t('follow.answered')} />
					<Tile figure={answers?.seen === null ? t('follow.nearlyAll') : number(answers?.seen)} label={t('follow.seen')} />
				</>
			)}
			{advisory.lines.length > 0 && (
				<>
					<Tile
						figure={handled === null ? '…' : `${number(handled.verified)} / ${number(handled.all)}`}
						label={t('follow.verified')}
					/>
					<Tile figure={number(handled?.untouched)} label={t('follow.untouched')} />
				</>
			)}
		</Tiles>
	);
}
