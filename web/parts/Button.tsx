import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'react-router';
import css from './Button.module.css';
import { Icon, type IconName } from './Icon.tsx';

interface Look {
	readonly tone?: 'main' | 'plain' | 'quiet' | 'danger';
	readonly small?: boolean;
	readonly icon?: IconName;
	readonly children: ReactNode;
}

function classes({ tone = 'plain', small = false }: Pick<Look, 'tone' | 'small'>): string {
	return [css.button, tone === 'plain' ? '' : css[tone], small ? css.small : ''].filter(Boolean).join(' ');
}

export function Button({
	tone,
	small,
	icon,
	children,
	type = 'button',
	...rest
}: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
	return (
		<button type={type} {...rest} className={classes({ tone, small })}>
			{icon !== undefined && <Icon name={icon} />}
			{children}
		</button>
	);
}

/** Goes somewhere, so it is a link, in the clothes of a button. */
export function ButtonLink({ tone, small, icon, children, to }: Look & { readonly to: string }) {
	return (
		<Link to={to} className={classes({ tone, small })}>
			{icon !== undefined && <Icon name={icon} />}
			{children}
		</Link>
	);
}
