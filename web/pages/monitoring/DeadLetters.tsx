import { useQuery } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { formatMoment, formatNumber } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useText } from '../../text/text.tsx';
import css from './AlertView.module.css';
import type { DeadLetters as Answer, SensorRow } from './types.ts';

/** Lines that could not be used, each with its reason and what to do about it. */
export function DeadLetters({ sensor }: { readonly sensor: SensorRow }) {
	const { t, word, locale } = useText();
	const query = useQuery({
		queryKey: ['sensors', 'dead-letters', sensor.id, sensor.deadLetters],
		queryFn: () => api.get<Answer>(`/v1/sensors/${sensor.id}/dead-letters`, { limit: 50 }),
	});
	return (
		<section>
			<h3>{t('sensors.letters')}</h3>
			<Loaded query={query} lines={2}>
				{({ items, reasons, evicted }) =>
					items.length === 0 ? (
						<p>{t('connect.noLetters')}</p>
					) : (
						<>
							<ul>
								{reasons.map((one) => (
									<li key={one.reason}>
										<strong>{formatNumber(one.count, locale)}</strong> {word('letterReason', one.reason)}
									</li>
								))}
							</ul>
							{evicted > 0 && <p>{t('sensors.evicted', { count: evicted })}</p>}
							<ul className={css.history}>
								{items.map((letter) => (
									<li key={letter.id}>
										<small>
											{formatMoment(letter.at, locale)} · {t('sensors.line', { line: letter.line + 1 })} ·{' '}
											{word('letterReason', letter.reason)}
										</small>
										<p>
											<code>{letter.excerpt.slice(0, 400)}</code>
										</p>
									</li>
								))}
							</ul>
						</>
					)
				}
			</Loaded>
		</section>
	);
}
