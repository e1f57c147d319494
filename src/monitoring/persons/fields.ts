/**
 * Fields of a format that hold something of a person, parts of a path with dots between; a list is taken element by element.
 * `path?field=value` counts only beside that. `names` are accounts in any spelling (`EXAMPLE\jan`, `jan@example.nl`), `mails`
 * lists of addresses, also `Jan <jan@example.nl>`, `wholes` names as people write them, `dns` distinguished names.
 */
export interface PersonFields {
	readonly names?: readonly string[];
	readonly mails?: readonly string[];
	readonly wholes?: readonly string[];
	readonly dns?: readonly string[];
	/** The free text of the line says who, as syslog's programs do: see person-texts.ts. */
	readonly text?: true;
}

const list = (text: string) => text.split(' ');
const under = (prefix: string, paths: readonly string[]) => paths.map((path) => `${prefix}.${path}`);

const windowsNames = list(
	'User UserName AccountName SubjectUserName TargetUserName SourceUser TargetUser ParentUser SamAccountName OldTargetUserName ' +
		'NewTargetUserName TargetOutboundUserName UserPrincipalName LogonUserName CallerUserName DomainUser',
);
const windows = { names: windowsNames, wholes: ['DisplayName'], dns: ['MemberName'] };
const ecsUser = list(
	'user source.user destination.user client.user server.user user.target user.effective user.changes winlog.user',
);
const ecs = {
	names: [...ecsUser.map((path) => `${path}.name`), 'related.user'],
	mails: [
		...ecsUser.map((path) => `${path}.email`),
		...list('email.from.address email.to.address email.cc.address email.bcc.address email.sender.address email.reply_to.address'),
	],
	wholes: ecsUser.map((path) => `${path}.full_name`),
};
const entraNames = list(
	'userPrincipalName UserPrincipalName signInIdentifier SignInIdentifier alternateSignInName AlternateSignInName ' +
		'initiatedBy.user.userPrincipalName InitiatedBy.user.userPrincipalName targetResources.userPrincipalName TargetResources.userPrincipalName',
);
const entraWholes = list(
	'userDisplayName UserDisplayName identity Identity initiatedBy.user.displayName InitiatedBy.user.displayName ' +
		'targetResources.displayName?type=User TargetResources.displayName?type=User',
);
const ocsfUser = list('user actor.user src_endpoint.owner dst_endpoint.owner device.owner');
const textNames = list('user sasl_username acct AUID UID EUID SUID FSUID OUID cs-username');
const envelope = list('from to orig_to');

/** Attributes that a collector may put beside the fields of any event; see ways/otlp-events.ts. */
export const attributeFields: PersonFields = {
	names: list('user.name user.id enduser.id'),
	mails: ['user.email'],
	wholes: ['user.full_name'],
};

/** A row for each format of formats.ts; one without persons has an empty row, so that it was thought of. */
export const personFields: Readonly<Record<string, PersonFields>> = {
	'windows-nxlog': windows,
	'windows-winlogbeat': {
		names: [...under('event_data', windows.names), ...under('winlog.event_data', windows.names), ...ecs.names],
		mails: ecs.mails,
		wholes: [...under('event_data', windows.wholes), ...under('winlog.event_data', windows.wholes), ...ecs.wholes],
		dns: [...under('event_data', windows.dns), ...under('winlog.event_data', windows.dns)],
	},
	'windows-evtx': {
		names: [...windows.names, ...under('Event.EventData', windows.names)],
		wholes: [...windows.wholes, ...under('Event.EventData', windows.wholes)],
		dns: [...windows.dns, ...under('Event.EventData', windows.dns)],
	},
	'suricata-eve': {
		names: list('smb.ntlmssp.user krb5.cname ftp.command_data?command=USER mqtt.connect.username rdp.cookie'),
		mails: list('smtp.mail_from smtp.rcpt_to email.from email.to email.cc'),
	},
	zeek: { names: list('user username cookie client'), mails: list('mailfrom rcptto from to cc reply_to') },
	'microsoft-365': {
		names: list('UserId MailboxOwnerUPN TargetUserOrGroupName'),
		mails: list(
			'P1Sender P2Sender Recipients Parameters.Value UserKey Actor.ID Target.ID ObjectId SendAsUserSmtp SendOnBehalfOfUserSmtp',
		),
		wholes: list('LogonUserDisplayName'),
	},
	'entra-sign-in': {
		names: [...entraNames, ...under('properties', entraNames)],
		wholes: [...entraWholes, ...under('properties', entraWholes)],
	},
	cloudtrail: {
		names: list(
			'userIdentity.userName userIdentity.sessionContext.sessionIssuer.userName requestParameters.userName ' +
				'responseElements.user.userName additionalEventData.UserName',
		),
	},
	okta: {
		names: list('actor.alternateId'),
		mails: list('target.alternateId'),
		wholes: list('actor.displayName?type=User target.displayName?type=User'),
	},
	'google-workspace': { mails: list('actor.email events.parameters.value events.parameters.multiValue') },
	'gcp-audit': { names: list('protoPayload.authenticationInfo.principalEmail') },
	'kubernetes-audit': { names: list('user.username impersonatedUser.username') },
	journald: { names: textNames, mails: envelope, text: true },
	ocsf: {
		names: ocsfUser.map((path) => `${path}.name`),
		mails: [
			...ocsfUser.map((path) => `${path}.email_addr`),
			...list('email.from email.to email.cc email.reply_to email.smtp_from email.smtp_to'),
		],
		wholes: ocsfUser.map((path) => `${path}.full_name`),
	},
	ecs,
	otlp: {
		names: [...list('user username user.id enduser.id'), ...textNames, ...ecs.names],
		mails: [...list('email mail sender recipient'), ...envelope, ...ecs.mails],
		wholes: ecs.wholes,
		text: true,
	},
	'web-json': { names: list('remote_user ClientUsername user_id') },
	plain: {
		names: [...list('user username user_name observables.user-name'), ...windows.names],
		mails: list('email mail from to cc sender recipient recipients observables.email'),
		wholes: list('DisplayName displayName full_name'),
		dns: windows.dns,
	},
	'known-source': {
		names: list('user_name actor_user_name username user.name user.username author.name logdata.USERNAME'),
		mails: list('email user.email author.email'),
	},
	'sysmon-linux': windows,
	cef: { names: list('suser duser suid duid'), wholes: list('sourceUserName destinationUserName') },
	leef: { names: list('usrName accountName domainUser') },
	auditd: { names: textNames },
	fortigate: { names: list('user unauthuser dstuser srcuser xauthuser'), mails: list('from to sender recipient') },
	'cisco-asa': { names: ['user'], text: true },
	'cisco-ios': { names: ['user'], text: true },
	sophos: { names: list('user user_name src_user_name dst_user_name'), mails: list('from_email_address to_email_address') },
	sonicwall: { names: list('user usr') },
	'juniper-srx': { names: list('user username') },
	ivanti: { names: ['user'] },
	'check-point': { names: list('user src_user_name dst_user_name'), mails: list('from to') },
	panos: { names: list('user dst_user') },
	filterlog: {},
	netfilter: {},
	'bind-queries': {},
	'unbound-queries': {},
	postfix: { names: list('sasl_username'), mails: [...envelope, 'sender'], text: true },
	openvpn: { names: ['user'], text: true },
	strongswan: { names: ['user'], text: true },
	eduvpn: { names: ['user'] },
	'web-combined': { names: ['cs-username'] },
	'web-w3c': { names: ['cs-username'] },
	syslog: { names: ['user'], text: true },
};

/** The last names of all those paths: what a rule calls a field that holds a person. */
export const personFieldNames: ReadonlySet<string> = new Set(
	Object.values(personFields)
		.flatMap(({ names = [], mails = [], wholes = [], dns = [] }) => [...names, ...mails, ...wholes, ...dns])
		.flatMap((path) => [path.split('?', 1)[0]!, path.split('?', 1)[0]!.split('.').at(-1)!])
		.concat('Username', 'c-user', 'targetusername'),
);
