import { useState } from 'react';
import { useAddress } from '../../parts/address.ts';
import { Page } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Select } from '../../parts/Field.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useFresh } from '../../parts/live.tsx';
import { usePages } from '../../parts/pages.ts';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../text/text.tsx';
import { IndicatorImport } from './IndicatorImport.tsx';
import { IndicatorTable } from './IndicatorTable.tsx';
import { authors, type IndicatorRow } from './types.ts';

const states = ['active', 'expired', 'withdrawn'] as const;

/** What every institution compares its events with; read in, withdrawn and expired here too. */
export function IndicatorList() {
	const { t } = useText();
	const session = useSession();
	const address = useAddress();
	const [importing, setImporting] = useState(false);
	const filter = { q: address.get('ind.q'), state: address.get('state') };
	const { query, rows, more } = usePages<IndicatorRow>(['indicators', filter], '/v1/indicators', filter);
	useFresh(['indicator', 'advisor', 'sharing'], ['indicators']);
	return (
		<Page
			title={t('indicators.title')}
			lead={t('indicators.lead')}
			tools={
				authors.includes(session.role) && (
					<Button tone="main" icon="upload" onClick={() => setImporting(true)}>
						{t('readIn.title')}
					</Button>
				)
			}
		>
			<Loaded query={query}>
				{() => (
					<IndicatorTable
						rows={rows}
						onMore={more}
						tools={
							<Select
								label={t('common.state')}
								value={filter.state}
								onChange={(event) => address.set({ state: event.target.value })}
								choices={[
									{ value: '', label: t('common.all') },
									...states.map((value) => ({ value, label: t(`indicators.${value}`) })),
								]}
							/>
						}
					/>
				)}
			</Loaded>
			{importing && <IndicatorImport onClose={() => setImporting(false)} />}
		</Page>
	);
}
