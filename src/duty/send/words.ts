import type { Locale } from '#kernel';
import type { Secrets } from '../model/challenge.ts';

export interface Words {
	readonly subject: string;
	readonly text: string;
}

/** The mail that asks a duty contact to show that it is read. */
export function challengeWords(locale: Locale, institution: string, { code }: Secrets, link: string): Words {
	if (locale === 'en') {
		return {
			subject: 'Can we reach you? Please confirm',
			text: `Dijkwacht warns you when something happens at ${institution}. We check regularly that this address is read.

Confirm with this link: ${link}
Or enter this code in Dijkwacht: ${code}

The link and the code work for 72 hours. Nothing else is asked of you; we never ask for a password.`,
		};
	}
	return {
		subject: 'Kunnen wij u bereiken? Bevestig het even',
		text: `Dijkwacht waarschuwt u als er bij ${institution} iets aan de hand is. Wij controleren geregeld of dit adres gelezen wordt.

Bevestig met deze link: ${link}
Of vul deze code in Dijkwacht in: ${code}

De link en de code werken 72 uur. Verder hoeft u niets te doen; wij vragen nooit om een wachtwoord.`,
	};
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const plain = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? '');

/** Pages behind the link, for people who are not signed in. A button, because mail scanners open links by themselves. */
export function confirmPage(locale: Locale, state: 'ask' | 'done' | 'over'): string {
	const texts = {
		nl: {
			ask: ['Bevestig dat wij u kunnen bereiken', 'Druk op de knop. Meer is niet nodig.', 'Ik ben bereikbaar'],
			done: ['Dank u wel', 'Wij weten nu dat wij u kunnen bereiken.', ''],
			over: ['Deze link werkt niet meer', 'Hij is gebruikt of verlopen. Vraag in Dijkwacht een nieuwe aan.', ''],
		},
		en: {
			ask: ['Confirm that we can reach you', 'Press the button. Nothing else is needed.', 'I can be reached'],
			done: ['Thank you', 'We now know that we can reach you.', ''],
			over: ['This link does not work any more', 'It was used or is too old. Ask for a new one in Dijkwacht.', ''],
		},
	}[locale][state] as [string, string, string];
	const [title, text, button] = texts.map(plain) as [string, string, string];
	// The form names no address: it goes to the page's own, and the token stays out of the text.
	const form =
		button === '' ? '' : `<form method="post" enctype="text/plain"><button name="confirm" value="yes">${button}</button></form>`;
	return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>${title}</title></head><body><main><h1>${title}</h1><p>${text}</p>${form}</main></body></html>`;
}
