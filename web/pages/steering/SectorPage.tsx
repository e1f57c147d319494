import { useQuery } from '@tanstack/react-query';
import { useAddress } from '../../parts/address.ts';
import { api } from '../../parts/api.ts';
import { Banner, Card, Columns, Page, Tile, Tiles } from '../../parts/Blocks.tsx';
import { Provinces } from '../../parts/charts/Provinces.tsx';
import { Strip } from '../../parts/charts/Strip.tsx';
import { Trend } from '../../parts/charts/Trend.tsx';
import { Select } from '../../parts/Field.tsx';
import { formatLevel, formatNumber } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { Opened } from '../../parts/Opened.tsx';
import { useText } from '../../text/text.tsx';
import { breakdown, cellOf, dayOfPeriod, frameworksOf, groupOf, newest } from './figures.ts';
import { useFrameworkNames } from './framework-names.ts';
import { GroupTable } from './GroupTable.tsx';
import { Released } from './Released.tsx';
import css from './SectorPage.module.css';
import type { SectorPicture } from './types.ts';
import { WithheldReasons } from './WhyWithheld.tsx';

/** The sector as one, anonymous by construction: what may not be told is named as withheld, with its reason. */
export function SectorPage() {
	const { t } = useText();
	const query = useQuery({
		queryKey: ['sector-picture'],
		queryFn: ({ signal }) => api.get<SectorPicture>('/v1/sector-picture', undefined, signal),
	});
	return (
		<Page title={t('sector.title')} lead={t('sector.lead')}>
			<Loaded query={query}>
				{(picture) =>
					picture.figures.length === 0 ? <Banner tone="info">{t('sector.empty')}</Banner> : <Shown picture={picture} />
				}
			</Loaded>
		</Page>
	);
}

function Shown({ picture }: { readonly picture: SectorPicture }) {
	const { t, both, word, locale } = useText();
	const address = useAddress();
	const names = useFrameworkNames();
	const frameworks = frameworksOf(picture.figures.filter(({ figure }) => figure === 'overall'));
	const framework = frameworks.includes(address.get('framework')) ? address.get('framework') : (frameworks[0] ?? '');
	const overall = newest(picture.figures, 'overall', framework);
	const meets = newest(picture.figures, 'meets-target', framework);
	const all = cellOf(overall, 'all');
	const own = picture.own?.framework === framework ? picture.own : null;
	const trend = picture.figures
		.filter(({ figure }) => figure === 'overall')
		.flatMap((one) => {
			const value = cellOf(one, 'all')?.median;
			return value === null || value === undefined ? [] : [{ day: dayOfPeriod(one.period), value, framework: one.framework }];
		});
	const strips = picture.clusters.flatMap((cluster) => {
		const cell = cellOf(newest(picture.figures, `cluster:${cluster.id}`, framework), 'all');
		if (cell === undefined) return [];
		const mean = own?.clusters.find((one) => one.cluster === cluster.id)?.mean ?? null;
		return [
			{
				label: both(cluster.title),
				own: mean,
				target: 3,
				median: cell.median,
				lower: cell.quartileLow,
				upper: cell.quartileHigh,
			},
		];
	});
	const provinces = breakdown(overall, 'province').map((cell) => ({
		code: groupOf(cell.cell),
		name: word('province', groupOf(cell.cell)),
		share: cell.mean === null ? null : Math.min(1, Math.max(0, (cell.mean - 2) / 2)),
		shown: cell.mean === null ? '–' : formatLevel(cell.mean, locale),
		...(cell.withheld === null ? {} : { told: t(`withheld.${cell.withheld}`) }),
	}));
	return (
		<>
			<div className={css.choice}>
				<Select
					label={t('norms.one')}
					value={framework}
					onChange={(event) => address.set({ framework: event.target.value })}
					choices={frameworks.map((value) => ({ value, label: names.get(value) ?? value }))}
				/>
			</div>
			<Tiles>
				<Tile figure={<Released figure={overall} cell={all} part="median" />} label={t('sector.median')} />
				<Tile figure={<Released figure={overall} cell={all} part="mean" />} label={t('sector.mean')} />
				{meets !== undefined && (
					<Tile figure={<Released figure={meets} cell={cellOf(meets, 'all')} part="mean" share />} label={t('sector.meets')} />
				)}
				<Tile
					figure={all?.contributors === null || all === undefined ? '–' : formatNumber(all.contributors, locale)}
					label={t('sector.contributors')}
				/>
				{own !== null && own.overall !== null && (
					<Tile
						figure={
							<Opened
								label={t('sector.own')}
								formula={t('formula.mean-of-clusters')}
								inputs={own.clusters.map(({ cluster, mean }) => [
									both(picture.clusters.find(({ id }) => id === cluster)?.title ?? { nl: cluster, en: cluster }),
									mean === null ? '–' : formatLevel(mean, locale),
								])}
								framework={names.get(framework) ?? framework}
							>
								{formatLevel(own.overall, locale)}
							</Opened>
						}
						label={t('sector.own')}
					/>
				)}
			</Tiles>
			<Columns>
				<Card>
					<Strip
						title={t('sector.clusters')}
						rows={strips}
						note={t('sector.floor', {
							others: picture.floor.others,
							median: picture.floor.median,
							quartiles: picture.floor.quartiles,
						})}
					/>
				</Card>
				<Card>
					<Trend title={t('sector.trend')} points={trend} target={3} />
				</Card>
				<Card>
					<Provinces title={t('sector.byProvince')} what={t('sector.mean')} figures={provinces} note={t('sector.withheldNote')} />
				</Card>
				<Card title={t('withheldWhy.title')}>
					<WithheldReasons floor={picture.floor} />
				</Card>
			</Columns>
			<Card>
				<GroupTable
					title={t('sector.byKind')}
					cells={breakdown(overall, 'kind')}
					name={(cell) => word('kind', groupOf(cell.cell))}
				/>
			</Card>
		</>
	);
}
