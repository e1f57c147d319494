import { Dialog } from '../../parts/Overlay.tsx';
import { useText } from '../../text/text.tsx';
import css from './AlertList.module.css';

const keys = [['j', 'k'], ['Enter'], ['t'], ['n'], ['d'], ['s'], ['z'], ['.'], ['/'], ['Esc'], ['?']] as const;
const says = ['walk', 'open', 'take', 'note', 'decide', 'share', 'undo', 'letIn', 'search', 'leave', 'help'] as const;

/** The keys of the queue. */
export function QueueHelp({ onClose }: { onClose(): void }) {
	const { t } = useText();
	return (
		<Dialog title={t('queue.help')} open onClose={onClose}>
			<dl className={css.keys}>
				{keys.map((row, at) => (
					<div key={row[0]} style={{ display: 'contents' }}>
						<dt>
							{row.map((key) => (
								<span key={key}>
									<kbd>{key}</kbd>{' '}
								</span>
							))}
						</dt>
						<dd>{t(`queueKey.${says[at] ?? 'help'}`)}</dd>
					</div>
				))}
			</dl>
			<p>{t('queue.helpForms')}</p>
		</Dialog>
	);
}
