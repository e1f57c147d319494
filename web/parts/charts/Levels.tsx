import { useText } from '../../text/text.tsx';
import { formatNumber, formatShare } from '../format.ts';
import { Figure, Key } from './Figure.tsx';
import { RowLabel } from './RowLabel.tsx';

export interface LevelsRow {
	readonly label: string;
	/** Counts for level 1, 2, 3 and on. */
	readonly counts: readonly number[];
}

const opacities = [0.16, 0.36, 0.56, 0.78, 1];

/** How the levels are spread: one bar a row, a piece for each level, its number written in it. */
export function Levels({ title, rows }: { readonly title: string; readonly rows: readonly LevelsRow[] }) {
	const { t, locale } = useText();
	const levels = Math.max(...rows.map((row) => row.counts.length), 1);
	const names = Array.from({ length: levels }, (_, at) => `${t('common.level')} ${at + 1}`);
	const total = (row: LevelsRow) => row.counts.reduce((sum, count) => sum + count, 0);
	return (
		<Figure
			title={title}
			summary={rows.map((row) => `${row.label}: ${row.counts.map((count, at) => `${names[at]} ${count}`).join(', ')}`).join('; ')}
			twin={{
				head: ['', ...names],
				rows: rows.map((row) => [row.label, ...row.counts.map((count) => formatNumber(count, locale))]),
			}}
			height={rows.length * 32 + 6}
			legend={names.map((name, at) => (
				<Key
					key={name}
					mark={
						<rect x="4" y="0" width="14" height="10" fill="var(--accent)" fillOpacity={opacities[at]} stroke="var(--accent)" />
					}
				>
					{name}
				</Key>
			))}
			draw={(width) => {
				const left = Math.min(190, width * 0.38);
				return rows.map((row, place) => {
					const sum = total(row);
					let from = left;
					return (
						<g key={row.label} transform={`translate(0 ${place * 32 + 6})`}>
							<RowLabel text={row.label} right={left - 10} y={15} />
							{row.counts.map((count, at) => {
								const wide = sum === 0 ? 0 : (count / sum) * (width - left - 2);
								const x = from;
								from += wide;
								if (count === 0) return null;
								return (
									<g key={names[at]}>
										<title>{`${row.label}, ${names[at]}: ${count} (${formatShare(count / sum, locale)})`}</title>
										<rect
											x={x}
											y="0"
											width={wide}
											height="21"
											fill="var(--accent)"
											fillOpacity={opacities[at]}
											stroke="var(--surface)"
										/>
										{wide > 20 && (
											<text
												x={x + wide / 2}
												y="15"
												textAnchor="middle"
												style={{ fill: at > 2 ? 'var(--accent-ink)' : 'var(--ink)' }}
											>
												{count}
											</text>
										)}
									</g>
								);
							})}
						</g>
					);
				});
			}}
		/>
	);
}
