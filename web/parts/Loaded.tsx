import { type ReactNode, use } from 'react';
import { errorCatalogue } from '#kernel';
import { useText } from '../text/text.tsx';
import css from './Blocks.module.css';
import { Banner } from './Blocks.tsx';
import { Button } from './Button.tsx';
import { placeOf, sentenceOf } from './form-faults.tsx';
import { ApiError } from './problem.ts';
import { SessionContext } from './session.tsx';

const widths = [92, 75, 58, 81, 64, 87, 70, 53];

/** Grey lines where the answer will stand. */
export function Waiting({ lines = 5 }: { readonly lines?: number }) {
	const { t } = useText();
	return (
		<div className={css.waiting} role="status">
			<span className="unseen">{t('common.loading')}</span>
			{widths.slice(0, lines).map((width) => (
				<i key={width} style={{ width: `${width}%` }} />
			))}
		</div>
	);
}

/** What went wrong in a sentence, each finding with its place, and what to do. */
export function Fault({ error, onRetry }: { readonly error: unknown; onRetry?(): void }) {
	const text = useText();
	const { t } = text;
	const known = error instanceof ApiError ? error : null;
	const ended = use(SessionContext) !== null && known?.status === 401;
	return (
		<Banner tone="bad">
			<strong>{t(ended ? 'errors.session-ended' : known === null ? 'errors.crashed' : `errors.${known.code}`)}</strong>
			{known !== null && adds(known) && known.findings.length === 0 && !ended && <Detail text={known.message} />}
			{known !== null && known.findings.length > 0 && (
				<table className={css.faults}>
					<thead>
						<tr>
							<th scope="col">{t('errors.where')}</th>
							<th scope="col">{t('errors.what')}</th>
						</tr>
					</thead>
					<tbody>
						{known.findings.map((found) => (
							<tr key={`${found.where} ${found.detail}`}>
								<td>
									<code>{placeOf(found.where, text)}</code>
								</td>
								<td>
									<Sentence found={found} />
								</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
			{ended && (
				<a href="/" target="_blank" rel="noreferrer">
					{t('errors.signInAside')}
				</a>
			)}
			{onRetry !== undefined && (
				<div>
					<Button small onClick={onRetry}>
						{t('common.retry')}
					</Button>
				</div>
			)}
		</Banner>
	);
}

/** Does a refusal say more than its kind? The sentence of the kind is ours. */
const adds = ({ code, message }: ApiError) =>
	message !== '' && (code === 'unreachable' || message !== errorCatalogue[code].title);

/** The server speaks English; what nobody put in the reader's language is there on request. */
function Detail({ text }: { readonly text: string }) {
	const { t, said } = useText();
	const told = said(text);
	if (told !== undefined) return <span>{told[0]?.toUpperCase() + told.slice(1)}</span>;
	return (
		<details>
			<summary>{t('errors.detail')}</summary>
			<span lang="en">{text}</span>
		</details>
	);
}

/** Our own sentence first; what the server adds, such as the value at fault, stands behind it. */
function Sentence({ found }: { readonly found: { readonly code: string; readonly detail: string } }) {
	const text = useText();
	const sentence = sentenceOf(found, text);
	const told = text.said(found.detail);
	if (sentence === found.detail) return told === undefined ? <span lang="en">{found.detail}</span> : told;
	return (
		<>
			{sentence} {told === undefined ? <small lang="en">({found.detail})</small> : <small>({told})</small>}
		</>
	);
}

interface Asked<T> {
	readonly data: T | undefined;
	readonly error: unknown;
	refetch(): unknown;
}

interface LoadedProps<T> {
	readonly query: Asked<T>;
	readonly lines?: number;
	/** What to say when the server answers that it is not there, or not ours to see. */
	readonly absent?: string;
	children(data: T): ReactNode;
}

/** Shows the answer of a query, or that it is on its way, or what went wrong. */
export function Loaded<T>({ query, lines, absent, children }: LoadedProps<T>) {
	if (query.data !== undefined) return children(query.data);
	if (query.error === null || query.error === undefined) return <Waiting lines={lines} />;
	if (absent !== undefined && query.error instanceof ApiError && query.error.status === 404)
		return <Banner tone="info">{absent}</Banner>;
	return <Fault error={query.error} onRetry={() => void query.refetch()} />;
}
