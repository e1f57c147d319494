/** Who makes the device that speaks, and the services that rules know its line by. */
export interface Device {
	readonly product: string;
	readonly service: string;
	readonly also: readonly string[];
}

/** Daemons of Junos that no Linux has. */
const junos = new Set(
	(
		'rpd mgd mgd-api chassisd dcd cosd kmd lacpd l2cpd l2ald ppmd pfed alarmd craftd jsrpd utmd idpd rtlogd dfwd mib2d rmopd jdhcpd ' +
		'jddosd srxpfe sdxd nsd lfmd cfmd mplsoamd apsd ksyncd sampled fwauthd jnud eswd /kernel RT_FLOW RT_IDP RT_UTM RT_IDS RT_AAMW'
	).split(' '),
);
const junosTag =
	/^(?:RPD|UI|SNMPD?|SSHD|CHASSISD|KMD|LICENSE|PFED?|RT|JSRPD|BFDD|LACPD|VRRPD|EVENTD|LOGIN|AUTH|MIB2D|DCD|COSD|ESWD|L2CPD|L2ALD|FWAUTH|IDP|NSD|UTMD|JTASK|ACCT|ALARMD|CRAFTD|DFWD|JDDOSD)(?:_[A-Z0-9]{1,40}){1,8}(?=:|$| )/;

/** Routing rules are written for the services bgp and ldp, whoever on the device speaks of them. */
function routing(text: string): string[] {
	return [/\bBGP|:179\b|\(179\)/i.test(text) ? 'bgp' : '', /\bLDP\b|:646\b|\(646\)/i.test(text) ? 'ldp' : ''].filter(Boolean);
}

interface Row {
	readonly product: string;
	/** Told by who speaks, or by how a message of this maker begins; the first group names the service where nobody does. */
	readonly programs?: ReadonlySet<string>;
	readonly begins?: RegExp;
	/** How its message id of RFC 5424 begins. */
	readonly tags?: RegExp;
}

const rows: readonly Row[] = [
	{ product: 'juniper', programs: junos, begins: junosTag, tags: junosTag },
	{ product: 'juniper', begins: /^(fpc\d{1,2}|node\d\.fpc\d{1,2}) / },
	{ product: 'huawei', begins: /^(?:\S{1,64} )?%%01([A-Z][A-Z0-9_]{0,30})\/\d\// },
	{ product: 'h3c', begins: /^(?:\S{1,64} )?%%10([A-Z][A-Z0-9_]{0,30})\/\d\// },
	{
		product: 'cisco',
		begins: /^\*?[\w.-]{1,60}: (?:[*.]?[A-Z][a-z]{2}\s+\d{1,2} [\d:.]{8,15}: )?%([A-Z0-9_]{2,40})-\d-[A-Z0-9_]{2,60}: /,
	},
	{ product: 'aruba', begins: /^<\d{6}> (?:<\d{1,6}> )?<[A-Z]{4}> (?:\|(\w{1,30})\|)?/ },
	{ product: 'aruba', begins: /^\d{5} (\w{2,20}): / },
	{ product: 'mikrotik', begins: /^([a-z]{2,20})(?:,[a-z0-9!]{1,20}){0,3},(?:info|error|warning|critical|debug|account)\b,? / },
	{ product: 'extreme', begins: /^<(?:Info|Warn|Erro|Noti|Crit|Summ):(\w{1,30})(?:\.\w{1,40}){0,3}> / },
	{ product: 'f5', programs: new Set(['tmm', 'tmm1', 'tmm2', 'tmm3', 'mcpd', 'apmd', 'bigd', 'gtmd', 'big3d']) },
	{ product: 'f5', begins: /^01[0-9a-f]{6}:\d: (?:\/)?(\w{0,30})/ },
	{
		product: 'citrix',
		begins: /^(?:\d{2}\/\d{2}\/\d{4}:[\d:]{8} )?(?:[A-Z]{3} )?(?:\S{1,64} )?\d-PPE-\d{1,2} : (?:\S{1,40} )?([A-Z]{2,20}) /,
	},
	{ product: 'nokia', programs: new Set(['TMNX']) },
];

/**
 * The network device that a syslog line is clearly of; undefined for any other.
 * @param app who speaks, as its header says @param tag the message id of RFC 5424
 */
export function deviceOf(app: string, tag: string, message: string): Device | undefined {
	const begin = message.trimStart().slice(0, 300);
	for (const { product, programs, begins, tags } of rows) {
		const match = begins?.exec(begin) ?? tags?.exec(tag);
		const speaks = programs?.has(app) === true;
		if (!match && !speaks) continue;
		const named = speaks || match?.[1] === undefined ? app : match[1];
		const service = named.replace(/^\//, '').toLowerCase().slice(0, 64);
		const about = routing(`${app} ${tag} ${message.slice(0, 2000)}`);
		return { product, service: service === '' ? 'syslog' : service, also: ['syslog', ...about] };
	}
	return undefined;
}
