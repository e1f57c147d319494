import { useQuery } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { Figure } from '../../parts/charts/Figure.tsx';
import { formatTime } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useText } from '../../text/text.tsx';
import { drawnDay } from './day.ts';
import type { WatchHistory } from './types.ts';
import css from './WatchDay.module.css';

const left = 128;
const row = 26;
const tall = row - 8;
const rows = ['sensors', 'desk', 'synthetic'] as const;

/** The last 24 hours of three proofs, hour by hour: full, half, empty with a cross, or not known. */
export function WatchDay({ institution }: { readonly institution: string }) {
	const { t, locale } = useText();
	const query = useQuery({
		queryKey: ['watch-board', 'history', institution],
		queryFn: ({ signal }) => api.get<WatchHistory>(`/v1/watch-board/${institution}/history`, undefined, signal),
	});
	return (
		<Loaded query={query} lines={3} absent={t('watchDay.absent')}>
			{({ hours }) => {
				const day = drawnDay(hours);
				const time = (hour: string) => formatTime(hour, locale).slice(0, 5);
				const summary = rows
					.map((name) => `${t(`watch.${name}`)}: ${day.filter((hour) => hour[name] === 'yes').length}/${day.length}`)
					.join(', ');
				return (
					<Figure
						title={t('watchDay.title')}
						summary={summary}
						twin={{
							head: [t('watchDay.hour'), ...rows.map((name) => t(`watch.${name}`))],
							rows: day.map((hour) => [time(hour.hour), ...rows.map((name) => t(`watchHour.${hour[name]}`))]),
						}}
						height={row * rows.length + 20}
						note={t('watchDay.legend')}
						draw={(width) => {
							const step = (width - left) / day.length;
							return (
								<g className={css.day}>
									{rows.map((name, place) => (
										<g key={name} transform={`translate(0 ${place * row})`}>
											<text x={0} y={16}>
												{t(`watch.${name}`)}
											</text>
											{day.map((hour, at) => (
												<g key={hour.hour} transform={`translate(${left + at * step} 2)`} className={css[hour[name]]}>
													<rect width={step - 2} height={tall} rx={2} />
													{hour[name] === 'no' && <path d={`M2 3 L${step - 4} ${tall - 3} M${step - 4} 3 L2 ${tall - 3}`} />}
													{hour[name] === 'partly' && (
														<rect className={css.half} width={step - 2} height={tall / 2} y={tall / 2} />
													)}
												</g>
											))}
										</g>
									))}
									{day.map(
										(hour, at) =>
											at % 6 === 0 && (
												<text key={hour.hour} x={left + at * step} y={row * rows.length + 14} className={css.tick}>
													{time(hour.hour)}
												</text>
											),
									)}
								</g>
							);
						}}
					/>
				);
			}}
		</Loaded>
	);
}
