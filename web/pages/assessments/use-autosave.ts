import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../parts/api.ts';
import { useLive } from '../../parts/live.tsx';
import { ApiError } from '../../parts/problem.ts';
import * as book from './drafts.ts';
import type { KeptAnswers } from './kept-answers.ts';
import type { Assessment, Saved } from './types.ts';

export type SaveState = 'saved' | 'typing' | 'saving' | 'offline' | 'conflict' | 'refused';

interface Autosave {
	readonly drafts: book.Drafts;
	readonly state: SaveState;
	readonly error: unknown;
	/** Score after the last save. */
	readonly score: Assessment['score'];
	readonly conflicts: readonly book.Conflict[];
	/** How many answers of an earlier visit, never saved, were found in this browser. */
	readonly recovered: number;
	change(control: string, change: Partial<book.Draft>): void;
	/** Settles a conflict: `mine` is sent over theirs, `theirs` replaces what was typed here. */
	settle(conflict: book.Conflict, choice: 'mine' | 'theirs'): void;
	/** Saves what waits now; true when nothing is left unsaved. */
	flush(): Promise<boolean>;
}

const pause = 700;
const again = 5000;

/** The server was not reached, or is not up to it now: the same answers are sent once more, later. */
function isPassing(cause: unknown): boolean {
	return !(cause instanceof ApiError) || cause.status === 0 || cause.status === 429 || cause.status >= 500;
}

/** Saves a moment after the last change, one batch at a time. Nothing typed is lost: what was not saved stays in this browser. */
export function useAutosave(assessment: Assessment, kept: KeptAnswers): Autosave {
	const [begin] = useState(() => book.withKept(book.draftsOf(assessment.answers), kept.read()));
	const [drafts, setDrafts] = useState(begin.drafts);
	const [state, setState] = useState<SaveState>('saved');
	const [error, setError] = useState<unknown>(null);
	const [score, setScore] = useState(assessment.score);
	const [conflicts, setConflicts] = useState<readonly book.Conflict[]>([]);
	const latest = useRef(drafts);
	const changed = useRef(begin.changed);
	/** Neither sent nor forgotten: refused as they are, or in conflict. */
	const held = useRef(new Set<string>());
	const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
	const running = useRef<Promise<unknown>>(Promise.resolve());
	const path = `/v1/assessments/${assessment.id}`;

	const hold = useCallback((next: book.Drafts) => {
		latest.current = next;
		setDrafts(next);
	}, []);
	const keep = useCallback(() => {
		kept.write([...changed.current].flatMap((control) => latest.current.get(control) ?? []));
	}, [kept]);
	const later = useCallback((after: number, act: () => unknown) => {
		clearTimeout(timer.current);
		timer.current = setTimeout(() => void act(), after);
	}, []);

	const fresh = useCallback(async () => (await api.get<Assessment>(path)).answers, [path]);

	const send = useCallback(async (): Promise<boolean> => {
		const ready = new Set([...changed.current].filter((control) => !held.current.has(control)));
		const answers = book.toSend(latest.current, ready);
		if (answers.length === 0) return changed.current.size === 0;
		for (const { control } of answers) changed.current.delete(control);
		setState('saving');
		try {
			const saved = await api.put<Saved>(`${path}/answers`, { answers });
			hold(book.withVersions(latest.current, saved.saved));
			setScore(saved.score);
			if (held.current.size === 0) setError(null);
			setState(changed.current.size === 0 ? 'saved' : 'typing');
		} catch (cause) {
			for (const { control } of answers) changed.current.add(control);
			setError(cause);
			if (isPassing(cause)) {
				setState('offline');
				later(again, send);
			} else if (cause instanceof ApiError && cause.code === 'version-conflict') {
				const there = await fresh().catch(() => []);
				const found = book.conflictsOf(answers, there);
				for (const { control } of found) held.current.add(control);
				const typed = new Map(latest.current);
				// Who typed the same thing twice is in nobody's way.
				for (const draft of answers) {
					const theirs = there.find(({ control }) => control === draft.control);
					if (theirs !== undefined && !held.current.has(draft.control))
						typed.set(draft.control, { ...draft, version: theirs.version });
				}
				hold(book.withFresh(typed, there, changed.current));
				setConflicts((before) => [...before.filter(({ control }) => !found.some((one) => one.control === control)), ...found]);
				setError(null);
				setState(held.current.size > 0 ? 'conflict' : 'typing');
				if (answers.length > found.length) later(0, send);
			} else {
				const refused = cause instanceof ApiError ? book.refusedControls(cause.findings, answers) : new Set<string>();
				for (const control of refused) held.current.add(control);
				setState('refused');
				if (refused.size > 0 && refused.size < answers.length) later(0, send);
			}
		} finally {
			keep();
		}
		return changed.current.size === 0;
	}, [path, hold, keep, later, fresh]);

	const flush = useCallback((): Promise<boolean> => {
		clearTimeout(timer.current);
		const next = running.current.then(send);
		running.current = next;
		return next;
	}, [send]);

	const change = useCallback(
		(control: string, part: Partial<book.Draft>) => {
			const before = latest.current.get(control) ?? book.emptyDraft(control);
			hold(new Map(latest.current).set(control, { ...before, ...part }));
			changed.current.add(control);
			if (!conflicts.some((one) => one.control === control)) held.current.delete(control);
			keep();
			setState('typing');
			later(pause, flush);
		},
		[conflicts, hold, keep, later, flush],
	);

	const settle = useCallback(
		({ control, theirs }: book.Conflict, choice: 'mine' | 'theirs') => {
			held.current.delete(control);
			setConflicts((all) => all.filter((one) => one.control !== control));
			const mine = latest.current.get(control) ?? book.emptyDraft(control);
			hold(new Map(latest.current).set(control, choice === 'mine' ? { ...mine, version: theirs.version } : theirs));
			if (choice === 'theirs') changed.current.delete(control);
			keep();
			setState(changed.current.size === 0 ? 'saved' : 'typing');
			later(0, flush);
		},
		[hold, keep, later, flush],
	);

	// A colleague's answer appears while we look; our own save comes back with versions that we know already.
	useLive((topic, payload) => {
		if (topic !== 'assessment' || payload.assessment !== assessment.id || !Array.isArray(payload.saved)) return;
		const saved = payload.saved as { control: string; version: number }[];
		if (saved.every(({ control, version }) => (latest.current.get(control)?.version ?? 0) >= version)) return;
		void running.current
			.then(fresh)
			.then((there) => hold(book.withFresh(latest.current, there, changed.current)))
			.catch(() => undefined);
	});

	useEffect(() => {
		if (changed.current.size > 0) void flush();
		const warn = (event: BeforeUnloadEvent) => {
			if (changed.current.size > 0) event.preventDefault();
		};
		const retry = () => void flush();
		window.addEventListener('beforeunload', warn);
		window.addEventListener('online', retry);
		return () => {
			window.removeEventListener('beforeunload', warn);
			window.removeEventListener('online', retry);
			void flush();
		};
	}, [flush]);

	return { drafts, state, error, score, conflicts, recovered: begin.changed.size, change, settle, flush };
}
