import css from './Tlp.module.css';

/** Traffic Light Protocol 2.0: its own colours on black, as FIRST prescribes. */
export function Tlp({ value }: { readonly value: string }) {
	const colour = value.startsWith('amber') ? 'amber' : value;
	return <span className={`${css.tlp} ${css[colour] ?? css.clear}`}>TLP:{value.toUpperCase()}</span>;
}
