import { type ReactNode, useEffect } from 'react';
import { useText } from '../text/text.tsx';
import css from './Blocks.module.css';
import { formatNumber } from './format.ts';
import { Icon } from './Icon.tsx';

interface PageProps {
	readonly title: string;
	readonly lead?: ReactNode;
	readonly tools?: ReactNode;
	readonly children: ReactNode;
}

/** A page: its title is also the title of the browser tab. */
export function Page({ title, lead, tools, children }: PageProps) {
	useEffect(() => {
		document.title = `${title} · Dijkwacht`;
	}, [title]);
	return (
		<div className={css.page}>
			<header className={css.head}>
				<div>
					<h1>{title}</h1>
					{lead !== undefined && <p className={css.lead}>{lead}</p>}
				</div>
				{tools !== undefined && <div className={css.tools}>{tools}</div>}
			</header>
			{children}
		</div>
	);
}

export function Card({
	title,
	tools,
	children,
}: {
	readonly title?: string;
	readonly tools?: ReactNode;
	readonly children: ReactNode;
}) {
	return (
		<section className={css.card}>
			{(title !== undefined || tools !== undefined) && (
				<div className={css.cardHead}>
					{title !== undefined && <h2>{title}</h2>}
					{tools}
				</div>
			)}
			{children}
		</section>
	);
}

export function Tiles({ children }: { readonly children: ReactNode }) {
	return <div className={css.tiles}>{children}</div>;
}

/** Longer than any figure: words, which are set smaller and may be broken. */
const figureLength = 12;

export function Tile({
	figure,
	label,
	state,
}: {
	readonly figure: ReactNode;
	readonly label: string;
	readonly state?: ReactNode;
}) {
	return (
		<div className={css.tile}>
			<div className={typeof figure === 'string' && figure.length > figureLength ? css.words : css.figure}>{figure}</div>
			<div className={css.tileLabel}>{label}</div>
			{state !== undefined && <div>{state}</div>}
		</div>
	);
}

export function Columns({ children }: { readonly children: ReactNode }) {
	return <div className={css.columns}>{children}</div>;
}

const bannerSigns = { info: 'half', warn: 'bang', bad: 'down', good: 'check' } as const;

export function Banner({ tone, children }: { readonly tone: 'info' | 'warn' | 'bad' | 'good'; readonly children: ReactNode }) {
	return (
		<div className={`${css.banner} ${css[tone]}`} role={tone === 'bad' ? 'alert' : undefined}>
			<Icon name={bannerSigns[tone]} />
			<div>{children}</div>
		</div>
	);
}

export function DescriptionList({ terms }: { readonly terms: readonly (readonly [string, ReactNode])[] }) {
	return (
		<dl className={css.terms}>
			{terms.map(([term, value], place) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: the same term may stand there twice, told apart by its place
				<div key={place} style={{ display: 'contents' }}>
					<dt>{term}</dt>
					<dd>{value}</dd>
				</div>
			))}
		</dl>
	);
}

/** `total` null: it is not known how much there is to do. */
export function Progress({
	label,
	done,
	total,
}: {
	readonly label: string;
	readonly done: number;
	readonly total: number | null;
}) {
	const { locale } = useText();
	const share = total === null || total === 0 ? null : Math.min(1, done / total);
	const told = total === null ? formatNumber(done, locale) : `${formatNumber(done, locale)} / ${formatNumber(total, locale)}`;
	return (
		<div className={css.progress}>
			<div
				className={css.bar}
				role="progressbar"
				aria-label={label}
				aria-valuetext={told}
				aria-valuemin={0}
				aria-valuemax={100}
				aria-valuenow={share === null ? undefined : Math.round(share * 100)}
			>
				<div style={{ width: `${(share ?? 0) * 100}%` }} />
			</div>
			<span>{told}</span>
		</div>
	);
}
