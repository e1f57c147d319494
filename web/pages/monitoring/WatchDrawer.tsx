import { Link } from 'react-router';
import { withQuery } from '../../parts/api.ts';
import { formatMoment } from '../../parts/format.ts';
import { Drawer } from '../../parts/Overlay.tsx';
import { useSession } from '../../parts/session.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { useText } from '../../text/text.tsx';
import css from './AlertView.module.css';
import { proofSign, proofTone, proofs, type WatchRow, watchedSign, watchedTone } from './types.ts';
import { WatchDay } from './WatchDay.tsx';

/** One institution: each proof with its moment and, when it does not hold, what to do; and the day behind it. */
export function WatchDrawer({ row, onClose }: { readonly row: WatchRow; onClose(): void }) {
	const { t, word, locale } = useText();
	const session = useSession();
	const own = session.institution === row.institution;
	return (
		<Drawer title={row.name} open onClose={onClose}>
			<div className={css.view}>
				<div className={css.row}>
					<StateBadge tone={watchedTone[row.watched]} sign={watchedSign[row.watched]}>
						{t(`watched.${row.watched}`)}
					</StateBadge>
					<Link to={`/institutions/${row.institution}`}>{t('watchDay.toInstitution')}</Link>
				</div>
				{proofs.map((proof) => {
					const { state, why, at } = row[proof];
					return (
						<section key={proof}>
							<div className={css.row}>
								<h3>{t(`watch.${proof}`)}</h3>
								<StateBadge tone={proofTone[state]} sign={proofSign[state]}>
									{word('watchWhy', why)}
									<span className="unseen">, {t(`proof.${state}`)}</span>
								</StateBadge>
							</div>
							{at !== null && <small>{t('watchDay.last', { at: formatMoment(at, locale) })}</small>}
							{state !== 'proven' && <p>{word(own ? 'watchDoOwn' : 'watchDo', why)}</p>}
							{proof === 'sensors' && state === 'failed' && (
								<Link to={withQuery('/sensors', { q: row.name })}>{t('watchDay.toSensors')}</Link>
							)}
							{(proof === 'contact' || proof === 'desk') && <Link to="/duty">{t('watchDay.toDuty')}</Link>}
						</section>
					);
				})}
				<WatchDay institution={row.institution} />
			</div>
		</Drawer>
	);
}
