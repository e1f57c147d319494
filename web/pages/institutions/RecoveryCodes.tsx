import { Banner } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { useText } from '../../text/text.tsx';

/** Codes to print and keep apart from the passkeys; shown once. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
	const { t } = useText();
	return (
		<Banner tone="warn">
			<span>{t('signIn.codesLead')}</span>
			<ul>
				{codes.map((code) => (
					<li key={code}>
						<code>{code}</code>
					</li>
				))}
			</ul>
			<div>
				<Button small onClick={() => window.print()}>
					{t('signIn.print')}
				</Button>
			</div>
		</Banner>
	);
}
