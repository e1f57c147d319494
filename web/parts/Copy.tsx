import { useState } from 'react';
import { useText } from '../text/text.tsx';
import { Button } from './Button.tsx';

/** Puts a text on the clipboard and says so. `what` tells one copy button from the other. */
export function Copy({ text, what }: { readonly text: string; readonly what: string }) {
	const { t } = useText();
	const [copied, setCopied] = useState(false);
	const copy = async () => {
		await navigator.clipboard.writeText(text);
		setCopied(true);
		setTimeout(() => setCopied(false), 2000);
	};
	return (
		<Button small tone="quiet" icon={copied ? 'check' : 'copy'} onClick={() => void copy()}>
			<span role="status">{t(copied ? 'common.copied' : 'common.copy')}</span>
			<span className="unseen"> {what}</span>
		</Button>
	);
}
