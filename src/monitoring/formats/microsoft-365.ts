import { objectFormat, sourceName } from './format.ts';
import { readTime } from './time.ts';

/** Unified audit log of Microsoft 365, one record a line. */
export const microsoft365 = objectFormat(
	'microsoft-365',
	(event) => typeof event.Workload === 'string' && typeof event.Operation === 'string',
	{
		time: (event) => readTime(event.CreationTime),
		source: (event) => sourceName('microsoft-365', event.Workload, event.Operation),
		fields: {
			ClientIP: 'ip-port',
			ClientIPAddress: 'ip-port',
			ActorIpAddress: 'ip-port',
			SenderIP: 'ip-port',
			SenderIp: 'ip-port',
			UserId: 'upn',
			MailboxOwnerUPN: 'upn',
			TargetUserOrGroupName: 'upn',
			ObjectId: 'url',
			SiteUrl: 'url',
			Url: 'url',
			SourceFileName: 'file-name',
			DestinationFileName: 'file-name',
			P1Sender: 'email',
			P2Sender: 'email',
			Recipients: 'emails',
			AttachmentData: { FileName: 'file-name', SHA256: 'sha256' },
			Parameters: { Value: 'emails' },
		},
	},
);
