import { createTransport } from 'nodemailer';
import type { Config } from '#platform';

export interface Mail {
	readonly to: string;
	readonly subject: string;
	readonly text: string;
}

/** Sends one mail, plain text. @throws when the server is away or refuses; the job tries again */
export async function sendMail(config: Config, mail: Mail): Promise<void> {
	if (config.SMTP_URL === undefined) throw new Error('no mail server is set (SMTP_URL)');
	const transport = createTransport(config.SMTP_URL, { disableFileAccess: true, disableUrlAccess: true } as object);
	try {
		await transport.sendMail({
			...{ from: config.MAIL_FROM, to: { name: '', address: mail.to }, subject: mail.subject, text: mail.text },
			// Auto-replies would come back to nobody and say nothing about the reader.
			headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
		});
	} finally {
		transport.close();
	}
}
