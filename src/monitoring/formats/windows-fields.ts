import type { FieldMap, Taker } from '../observables-take.ts';

/** Fields of Windows and Sysmon events, however the collector wraps them. */
export const windowsFields: FieldMap = {
	Image: 'file-name',
	ParentImage: 'file-name',
	NewProcessName: 'file-name',
	ParentProcessName: 'file-name',
	ProcessName: 'file-name',
	SourceImage: 'file-name',
	TargetImage: 'file-name',
	ImageLoaded: 'file-name',
	TargetFilename: 'file-name',
	OriginalFileName: 'file-name',
	RelativeTargetName: 'file-name',
	Hashes: 'hashes',
	Hash: 'hashes',
	User: 'user-name',
	SubjectUserName: 'user-name',
	TargetUserName: 'user-name',
	SourceUser: 'user-name',
	TargetUser: 'user-name',
	SourceIp: 'ip',
	DestinationIp: 'ip',
	IpAddress: 'ip',
	SourceAddress: 'ip',
	DestAddress: 'ip',
	ClientAddress: 'ip',
	DestinationHostname: 'host',
	QueryName: 'host',
	Workstation: 'host-name',
	WorkstationName: 'host-name',
	CommandLine: 'text',
	ParentCommandLine: 'text',
	ScriptBlockText: 'text',
	url: 'url',
};

/** Sysmon 22 lists its answers as `type:  5 alias.example;192.0.2.1;`. */
export function takeQueryResults(results: unknown, taker: Taker): void {
	if (typeof results !== 'string') return;
	for (const part of results.split(';', 50))
		taker.take('host', part.startsWith('type:') ? part.slice(part.lastIndexOf(' ') + 1) : part);
}
