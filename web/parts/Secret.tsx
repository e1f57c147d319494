import { useState } from 'react';
import { useText } from '../text/text.tsx';
import { Banner } from './Blocks.tsx';
import { Button } from './Button.tsx';

/** A secret that is shown once; only its hash is kept. */
export function Secret({ secret, lead }: { readonly secret: string; readonly lead: string }) {
	const { t } = useText();
	const [copied, setCopied] = useState(false);
	const copy = async () => {
		await navigator.clipboard.writeText(secret);
		setCopied(true);
	};
	return (
		<Banner tone="warn">
			<span>{lead}</span>
			<code>{secret}</code>
			<span role="status">
				<Button small onClick={() => void copy()}>
					{t(copied ? 'common.copied' : 'common.copy')}
				</Button>
			</span>
		</Banner>
	);
}
