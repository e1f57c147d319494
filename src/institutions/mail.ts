import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { type Job, job, type Platform } from '#platform';

export const mailJob = 'institutions.mail';
const mail = z.object({ to: z.email(), subject: z.string().max(200), text: z.string().max(10_000) });

/** Sends one mail; the queue tries again when the server does not take it. Without SMTP_URL nobody adds this job. */
async function send({ config }: Platform, { to, subject, text }: z.output<typeof mail>): Promise<void> {
	if (config.SMTP_URL === undefined) throw new Error('SMTP_URL is not set');
	const transport = createTransport(config.SMTP_URL);
	try {
		await transport.sendMail({ from: config.MAIL_FROM, to, subject, text });
	} finally {
		transport.close();
	}
}

/** Texts of the invitation, at B1 level. */
export const invitationMail = {
	nl: (organisation: string, link: string) => ({
		subject: `Uitnodiging voor Dijkwacht van ${organisation}`,
		text: `Hallo,\n\n${organisation} nodigt u uit voor Dijkwacht. Open deze link en maak een passkey. De link werkt een keer.\n\n${link}\n\nKent u deze organisatie niet? Gooi dit bericht dan weg.\n`,
	}),
	en: (organisation: string, link: string) => ({
		subject: `Invitation to Dijkwacht from ${organisation}`,
		text: `Hello,\n\n${organisation} invites you to Dijkwacht. Open this link and make a passkey. The link works once.\n\n${link}\n\nIf you do not know this organisation, throw this message away.\n`,
	}),
} as const;

export const jobs: readonly Job[] = [job(mailJob, mail, send)];
