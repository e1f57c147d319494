/** Where events keep their channel: NXLog and most agents, winlogbeat 6 and 7, EVTX as JSON in its spellings. A dot is a step or part of a name. */
export const channelPlaces = [
	'Channel',
	'log_name',
	'winlog.channel',
	'Event.System.Channel',
	'System.Channel',
	'LogName',
	'EventLog',
] as const;

export const eventIdPlaces = [
	'EventID',
	'event_id',
	'winlog.event_id',
	'Event.System.EventID',
	'System.EventID',
	'EventId',
	'EventCode',
	'event.code',
	'Id',
] as const;

/** Where events say who wrote them. */
export const providerPlaces = [
	'SourceName',
	'Provider_Name',
	'ProviderName',
	'EventSourceName',
	'source_name',
	'provider_name',
	'winlog.provider_name',
	'Event.System.Provider.#attributes.Name',
	'Event.System.Provider.$.Name',
	'Event.System.Provider.@Name',
	'Event.System.Provider.@_Name',
	'Event.System.Provider.Name',
	'Event.System.Provider_attributes.Name',
	'System.Provider.Name',
	'System.Provider.#attributes.Name',
] as const;

/** Who writes into one channel only -> that channel; for events that lost their channel. */
export const channelsOfProviders: Readonly<Record<string, string>> = {
	'microsoft-windows-sysmon': 'microsoft-windows-sysmon/operational',
	'linux-sysmon': 'linux-sysmon/operational',
	'microsoft-windows-security-auditing': 'security',
	'microsoft-windows-powershell': 'microsoft-windows-powershell/operational',
	powershell: 'windows powershell',
	'service control manager': 'system',
	'microsoft-windows-windows defender': 'microsoft-windows-windows defender/operational',
	'microsoft-windows-taskscheduler': 'microsoft-windows-taskscheduler/operational',
	'microsoft-windows-wmi-activity': 'microsoft-windows-wmi-activity/operational',
	'microsoft-windows-ntlm': 'microsoft-windows-ntlm/operational',
	'microsoft-windows-bits-client': 'microsoft-windows-bits-client/operational',
	'microsoft-windows-codeintegrity': 'microsoft-windows-codeintegrity/operational',
	'microsoft-windows-dns-client': 'microsoft-windows-dns client events/operational',
};
