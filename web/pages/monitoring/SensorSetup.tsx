import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../parts/api.ts';
import { Banner } from '../../parts/Blocks.tsx';
import { Copy } from '../../parts/Copy.tsx';
import { Select } from '../../parts/Field.tsx';
import { formatMoment } from '../../parts/format.ts';
import { useText } from '../../text/text.tsx';
import css from './AlertView.module.css';
import { sendersFor } from './senders.ts';
import type { SensorPage } from './types.ts';

interface SensorSetupProps {
	readonly sensor: string;
	/** Shown once; null: it was shown before and is not kept. */
	readonly token: string | null;
	/** What the sensor had reported when this was opened. */
	readonly before: string | null;
}

/** What to paste into the sender, and whether the first batch has come in. */
export function SensorSetup({ sensor, token, before }: SensorSetupProps) {
	const { t, locale } = useText();
	const senders = sendersFor(window.location.origin, token ?? 'TOKEN');
	const [chosen, setChosen] = useState<string>('curl');
	const text = senders.find(({ id }) => id === chosen)?.text ?? '';
	const query = useQuery({
		queryKey: ['sensors', 'waiting', sensor],
		queryFn: async ({ signal }) => {
			const { items } = await api.get<SensorPage>('/v1/sensors', { limit: 500 }, signal);
			return items.find(({ id }) => id === sensor)?.lastReportAt ?? null;
		},
		refetchInterval: 2000,
	});
	const heard = query.data !== null && query.data !== undefined && query.data !== before ? query.data : null;
	return (
		<>
			<Select
				label={t('connect.sender')}
				name="chosen"
				value={chosen}
				onChange={(event) => setChosen(event.target.value)}
				choices={senders.map(({ id, name }) => ({ value: id, label: name }))}
			/>
			<div>
				<Copy text={text} what={t('connect.config')} />
				{/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
				<pre className={css.excerpt} lang="en" tabIndex={0}>
					{text}
				</pre>
			</div>
			{token === null && <p>{t('connect.fillIn')}</p>}
			<div role="status">
				{heard === null ? (
					<Banner tone="info">{t('connect.waiting')}</Banner>
				) : (
					<Banner tone="good">{t('connect.heard', { at: formatMoment(heard, locale) })}</Banner>
				)}
			</div>
		</>
	);
}
