/** Small generator of numbers, so that every run sends the same events. */
export function numbers(seed: number): (below: number) => number {
	let state = seed >>> 0;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 4_294_967_296) * below);
	};
}

const hosts = 400;
const users = 3000;
const programs = [
	'svchost',
	'explorer',
	'chrome',
	'MsMpEng',
	'OUTLOOK',
	'Teams',
	'taskhostw',
	'RuntimeBroker',
	'lsass',
	'powershell',
];
const folders = [
	'Windows\\System32',
	'Program Files\\Microsoft Office\\root\\Office16',
	'Windows\\SystemApps\\Shell',
	'ProgramData\\App',
];
const sites = ['example.nl', 'campus.example', 'studie.example.org', 'cdn.example.net', 'roosters.example.com'];

type Draw = (below: number) => number;
const hex = (draw: Draw, length: number) => Array.from({ length }, () => draw(16).toString(16)).join('');
const guid = (draw: Draw) => `{${hex(draw, 8)}-${hex(draw, 4)}-${hex(draw, 4)}-${hex(draw, 4)}-${hex(draw, 12)}}`;
const inside = (draw: Draw) => `10.${draw(8)}.${draw(256)}.${1 + draw(254)}`;
const outside = (draw: Draw) => `${[192, 198, 203][draw(3)]}.${draw(256)}.${draw(256)}.${1 + draw(254)}`;
const image = (draw: Draw) => `C:\\${folders[draw(folders.length)]}\\${programs[draw(programs.length)]}.exe`;

/** What NXLog puts around every Windows event. */
function windows(draw: Draw, at: Date, channel: string, id: number, own: Record<string, unknown>): object {
	const sysmon = channel.includes('Sysmon');
	const said = Object.entries(own).map(([name, value]) => `${name}: ${value}`);
	return {
		...{ '@version': '1', EventType: sysmon ? 'INFO' : 'AUDIT_SUCCESS', Version: 2, ThreadID: draw(9000) },
		...{ EventTime: at.toISOString().slice(0, 19).replace('T', ' '), Task: id, Channel: channel, OpcodeValue: 0 },
		SourceName: sysmon ? 'Microsoft-Windows-Sysmon' : 'Microsoft-Windows-Security-Auditing',
		Hostname: `ws${draw(hosts)}.campus.example.nl`,
		...{ '@timestamp': at.toISOString(), Message: `Event of the kind ${id}:\r\n${said.join('\r\n')}` },
		...{ SourceModuleName: 'eventlog', SourceModuleType: 'im_msvistalog', ExecutionProcessID: draw(9000) },
		...{ Severity: 'INFO', SeverityValue: 2, EventID: id, ProviderGuid: guid(draw), ...own },
	};
}

const sysmon = 'Microsoft-Windows-Sysmon/Operational';
const person = (draw: Draw) => `CAMPUS\\u${draw(users)}`;
const utc = (at: Date) => at.toISOString().slice(0, -1).replace('T', ' ');

/** Kinds of events, each as often as it stands here: what a school of some thousand machines sends most. */
const kinds: readonly ((draw: Draw, at: Date) => object)[] = [
	(draw, at) => windows(draw, at, sysmon, 10, access(draw, at)),
	(draw, at) => windows(draw, at, sysmon, 10, access(draw, at)),
	(draw, at) => windows(draw, at, sysmon, 12, registry(draw, at)),
	(draw, at) => windows(draw, at, sysmon, 13, { ...registry(draw, at), Details: `DWORD (0x${hex(draw, 8)})` }),
	(draw, at) =>
		windows(draw, at, sysmon, 1, {
			...{ UtcTime: utc(at), ProcessGuid: guid(draw), ProcessId: draw(9999), Image: image(draw), User: person(draw) },
			CommandLine: `"${image(draw)}" --type=${draw(99)} --id ${hex(draw, 12)}`,
			...{ ParentImage: image(draw), Hashes: `MD5=${hex(draw, 32)},SHA256=${hex(draw, 64)}` },
		}),
	(draw, at) =>
		windows(draw, at, sysmon, 3, {
			...{ UtcTime: utc(at), Image: image(draw), User: person(draw), Protocol: 'tcp', Initiated: 'true' },
			...{ SourceIp: inside(draw), SourcePort: 1024 + draw(60_000), DestinationIp: outside(draw), DestinationPort: 443 },
		}),
	(draw, at) => windows(draw, at, 'Security', 4624, logon(draw)),
	(draw, at) => windows(draw, at, 'Security', 4658, { ...logon(draw), HandleId: `0x${hex(draw, 4)}`, ProcessName: image(draw) }),
	(draw, at) => ({
		...{ '@stream': 'conn', ts: at.getTime() / 1000, uid: `C${hex(draw, 17)}`, 'id.orig_h': inside(draw) },
		...{ 'id.orig_p': 1024 + draw(60_000), 'id.resp_h': outside(draw), 'id.resp_p': 443, proto: 'tcp', service: 'ssl' },
		...{ duration: draw(9000) / 100, orig_bytes: draw(9000), resp_bytes: draw(90_000), conn_state: 'SF', history: 'ShADadFf' },
		...{ local_orig: true, local_resp: false, missed_bytes: 0, orig_pkts: draw(90), resp_pkts: draw(90) },
	}),
	(draw, at) => ({
		...{ timestamp: at.toISOString(), flow_id: draw(1e9), in_iface: 'ens5', event_type: 'http', src_ip: inside(draw) },
		...{ src_port: 1024 + draw(60_000), dest_ip: outside(draw), dest_port: 80, proto: 'TCP', tx_id: draw(20) },
		http: {
			...{ hostname: `w${draw(2000)}.${sites[draw(sites.length)]}`, url: `/pages/${hex(draw, 8)}/index.html?id=${draw(1e6)}` },
			...{ http_user_agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)', http_content_type: 'text/html', http_method: 'GET' },
			...{ protocol: 'HTTP/1.1', status: 200, length: draw(90_000) },
		},
	}),
];

function access(draw: Draw, at: Date) {
	return {
		...{ RuleName: '-', UtcTime: utc(at), SourceProcessGUID: guid(draw), SourceProcessId: `${draw(9999)}` },
		...{ SourceImage: image(draw), TargetProcessGUID: guid(draw), TargetImage: image(draw), GrantedAccess: '0x1000' },
		CallTrace: `C:\\Windows\\SYSTEM32\\ntdll.dll+${hex(draw, 5)}|C:\\Windows\\System32\\KERNELBASE.dll+${hex(draw, 5)}`,
	};
}

function registry(draw: Draw, at: Date) {
	return {
		...{ RuleName: '-', EventType: 'CreateKey', UtcTime: utc(at), ProcessGuid: guid(draw), ProcessId: draw(9999) },
		...{ Image: image(draw), TargetObject: `HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App${draw(900)}\\Settings` },
	};
}

function logon(draw: Draw) {
	return {
		...{ SubjectUserSid: 'S-1-5-18', TargetUserName: `u${draw(users)}`, TargetDomainName: 'CAMPUS', LogonType: '3' },
		...{ TargetLogonId: `0x${hex(draw, 6)}`, IpAddress: inside(draw), IpPort: `${1024 + draw(60_000)}` },
		...{ AuthenticationPackageName: 'Kerberos', WorkstationName: `WS${draw(hosts)}`, LogonGuid: guid(draw) },
	};
}

/** One in so many is an alert of a sensor that the project's own rules know. */
const alertEvery = 1000;
const miner = (draw: Draw, at: Date) => ({
	...{ timestamp: at.toISOString(), flow_id: draw(1e9), event_type: 'alert', src_ip: inside(draw), dest_ip: outside(draw) },
	alert: {
		action: 'allowed',
		signature: 'ET COINMINER pool login',
		category: 'Crypto Currency Mining Activity Detected',
		severity: 1,
	},
});

/** Lines of about 1 KB, the same for the same seed and moment. */
export function makeLines(count: number, seed: number, from: Date): string[] {
	const draw = numbers(seed);
	return Array.from({ length: count }, (_, place) => {
		const at = new Date(from.getTime() + place * 10);
		const make = place % alertEvery === alertEvery - 1 ? miner : kinds[draw(kinds.length)]!;
		return JSON.stringify(make(draw, at));
	});
}
