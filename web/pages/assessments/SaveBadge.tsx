import { StateBadge, type Tone } from '../../parts/State.tsx';
import { useText } from '../../text/text.tsx';
import type { SaveState } from './use-autosave.ts';

const tones: Record<SaveState, Tone> = {
	saved: 'good',
	typing: 'info',
	saving: 'info',
	offline: 'warn',
	conflict: 'warn',
	refused: 'bad',
};

const worrying: readonly SaveState[] = ['offline', 'conflict', 'refused'];

/** Whether what was typed is safe. Only what needs attention is read out, not every save. */
export function SaveBadge({ state }: { readonly state: SaveState }) {
	const { t } = useText();
	const word = t(`saveState.${state}`);
	return (
		<>
			<StateBadge tone={tones[state]}>{word}</StateBadge>
			<span role="status" className="unseen">
				{worrying.includes(state) ? word : ''}
			</span>
		</>
	);
}
