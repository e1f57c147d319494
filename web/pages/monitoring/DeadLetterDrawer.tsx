import { useQuery } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { formatMoment } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { Drawer } from '../../parts/Overlay.tsx';
import { useText } from '../../text/text.tsx';
import css from './Letters.module.css';
import type { DeadLetters, SensorRow } from './types.ts';

/** Lines that could not be used, each with its reason. */
export function DeadLetterDrawer({ sensor, onClose }: { readonly sensor: SensorRow; onClose(): void }) {
	const { t, locale } = useText();
	const query = useQuery({
		queryKey: ['dead-letters', sensor.id],
		queryFn: () => api.get<DeadLetters>(`/v1/sensors/${sensor.id}/dead-letters`, { limit: 50 }),
	});
	return (
		<Drawer title={t('sensors.lettersOf', { name: sensor.name })} open onClose={onClose}>
			<Loaded query={query}>
				{({ items, reasons, evicted }) => (
					<>
						<ul>
							{reasons.map((one) => (
								<li key={one.reason}>
									<span lang="en">{one.reason}</span>: {one.count}
								</li>
							))}
						</ul>
						{evicted > 0 && <p>{t('sensors.evicted', { count: evicted })}</p>}
						<ul className={css.letters}>
							{items.map((letter) => (
								<li key={letter.id}>
									<small>
										{formatMoment(letter.at, locale)} · {t('sensors.line', { line: letter.line })}
									</small>
									<p lang="en">{letter.reason}</p>
									<code>{letter.excerpt}</code>
								</li>
							))}
						</ul>
					</>
				)}
			</Loaded>
		</Drawer>
	);
}
