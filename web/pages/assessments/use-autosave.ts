import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../parts/api.ts';
import { type Draft, type Drafts, draftsOf, emptyDraft, toSend, withVersions } from './drafts.ts';
import type { Assessment, Saved } from './types.ts';

export type SaveState = 'saved' | 'typing' | 'saving' | 'refused';

interface Autosave {
	readonly drafts: Drafts;
	readonly state: SaveState;
	readonly error: unknown;
	/** Score after the last save. */
	readonly score: Assessment['score'];
	change(control: string, change: Partial<Draft>): void;
	/** Saves what waits now; true when nothing is left unsaved. */
	flush(): Promise<boolean>;
}

const pause = 700;

/** Saves a moment after the last change, one batch at a time. */
export function useAutosave(assessment: Assessment): Autosave {
	const [drafts, setDrafts] = useState<Drafts>(() => draftsOf(assessment.answers));
	const [state, setState] = useState<SaveState>('saved');
	const [error, setError] = useState<unknown>(null);
	const [score, setScore] = useState(assessment.score);
	const latest = useRef(drafts);
	latest.current = drafts;
	const changed = useRef(new Set<string>());
	const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
	const running = useRef<Promise<boolean> | null>(null);

	const send = useCallback(async (): Promise<boolean> => {
		const answers = toSend(latest.current, changed.current);
		if (answers.length === 0) return changed.current.size === 0;
		for (const { control } of answers) changed.current.delete(control);
		setState('saving');
		try {
			const saved = await api.put<Saved>(`/v1/assessments/${assessment.id}/answers`, { answers });
			setDrafts((now) => withVersions(now, saved.saved));
			setScore(saved.score);
			setError(null);
			setState(changed.current.size === 0 ? 'saved' : 'typing');
			return changed.current.size === 0;
		} catch (cause) {
			for (const { control } of answers) changed.current.add(control);
			setError(cause);
			setState('refused');
			return false;
		}
	}, [assessment.id]);

	const flush = useCallback(async (): Promise<boolean> => {
		clearTimeout(timer.current);
		await running.current;
		running.current = send();
		return running.current;
	}, [send]);

	const change = useCallback(
		(control: string, part: Partial<Draft>) => {
			setDrafts((now) => new Map(now).set(control, { ...(now.get(control) ?? emptyDraft(control)), ...part }));
			changed.current.add(control);
			setState('typing');
			clearTimeout(timer.current);
			timer.current = setTimeout(() => void flush(), pause);
		},
		[flush],
	);
	useEffect(() => () => void flush(), [flush]);
	return { drafts, state, error, score, change, flush };
}
