import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Locale } from '#kernel';
import { api } from '../parts/api.ts';
import { type Appearance, applyAppearance, readAppearance } from '../parts/theme.ts';
import { useText } from '../text/text.tsx';

/** Language and appearance, kept in this browser; who is signed in finds the language back on another one, and in mail. */
export function Preferences() {
	const { t, locale, choose } = useText();
	const [appearance, setAppearance] = useState(readAppearance);
	const client = useQueryClient();
	const speak = (next: Locale) => {
		choose(next);
		if (client.getQueryData(['session']) !== undefined)
			void api.put('/v1/session/locale', { locale: next }).catch(() => undefined);
	};
	const dress = (next: Appearance) => {
		applyAppearance(next);
		setAppearance(next);
	};
	return (
		<>
			<button type="button" lang={locale === 'nl' ? 'en' : 'nl'} onClick={() => speak(locale === 'nl' ? 'en' : 'nl')}>
				{locale === 'nl' ? 'English' : 'Nederlands'}
			</button>
			<select aria-label={t('common.theme')} value={appearance} onChange={(event) => dress(event.target.value as Appearance)}>
				<option value="auto">{t('common.themeAuto')}</option>
				<option value="light">{t('common.themeLight')}</option>
				<option value="dark">{t('common.themeDark')}</option>
			</select>
		</>
	);
}
