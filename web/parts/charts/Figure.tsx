import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useText } from '../../text/text.tsx';
import { Button } from '../Button.tsx';
import css from './Figure.module.css';

export interface Twin {
	readonly head: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

interface FigureProps {
	readonly title: string;
	/** What the picture shows in one sentence, for who does not see it. */
	readonly summary: string;
	readonly twin: Twin;
	readonly height: number | ((width: number) => number);
	readonly legend?: ReactNode;
	readonly note?: string;
	/** Draws in true pixels for the width there is, so that letters keep their size on a phone. */
	draw(width: number): ReactNode;
}

/** Every chart: a title, a picture with a summary, and the same figures as a table. */
export function Figure({ title, summary, twin, height, legend, note, draw }: FigureProps) {
	const { t } = useText();
	const [asTable, setAsTable] = useState(false);
	const [width, setWidth] = useState(0);
	const room = useRef<HTMLDivElement>(null);
	const id = useId();
	useEffect(() => {
		const box = room.current;
		if (box === null) return;
		const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
		watch.observe(box);
		return () => watch.disconnect();
	}, []);
	const tall = typeof height === 'number' ? height : height(width);
	return (
		<figure className={css.figure}>
			<figcaption className={css.head}>
				<span id={id}>{title}</span>
				<Button small tone="quiet" icon={asTable ? 'chart' : 'table'} onClick={() => setAsTable(!asTable)}>
					{t(asTable ? 'common.asChart' : 'common.asTable')}
					<span className="unseen">: {title}</span>
				</Button>
			</figcaption>
			<div ref={room}>
				{asTable ? (
					<TwinTable twin={twin} labelledBy={id} />
				) : (
					width > 0 && (
						<svg role="img" aria-label={`${title}. ${summary}`} width={width} height={tall} viewBox={`0 0 ${width} ${tall}`}>
							{draw(width)}
						</svg>
					)
				)}
			</div>
			{!asTable && legend !== undefined && <div className={css.legend}>{legend}</div>}
			{note !== undefined && <p className={css.note}>{note}</p>}
		</figure>
	);
}

function TwinTable({ twin, labelledBy }: { readonly twin: Twin; readonly labelledBy: string }) {
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
		<section className={css.scroll} tabIndex={0} aria-labelledby={labelledBy}>
			<table className={css.table} aria-labelledby={labelledBy}>
				<thead>
					<tr>
						{twin.head.map((cell) => (
							<th key={cell} scope="col">
								{cell}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{twin.rows.map(([first, ...rest]) => (
						<tr key={first}>
							<th scope="row">{first}</th>
							{rest.map((cell, place) => (
								<td key={`${first} ${twin.head[place + 1]}`}>{cell}</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</section>
	);
}

/** A line or mark of the legend with its word. */
export function Key({ mark, children }: { readonly mark: ReactNode; readonly children: ReactNode }) {
	return (
		<span>
			<svg width="22" height="10" aria-hidden="true">
				{mark}
			</svg>
			{children}
		</span>
	);
}
