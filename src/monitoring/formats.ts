import { auditd } from './formats/auditd.ts';
import { cef } from './formats/cef.ts';
import { ciscoIos } from './formats/cisco-ios.ts';
import { cloudtrail } from './formats/cloudtrail.ts';
import { bindQueries, unboundQueries } from './formats/dns-queries.ts';
import { ecs } from './formats/ecs.ts';
import { entraSignIn } from './formats/entra-sign-in.ts';
import { ciscoAsa, fortigate, netfilter, openvpn } from './formats/firewall.ts';
import type { LineFormat, ObjectFormat } from './formats/format.ts';
import { googleWorkspace } from './formats/google-workspace.ts';
import { juniperSrx } from './formats/juniper-srx.ts';
import { leef } from './formats/leef.ts';
import { microsoft365 } from './formats/microsoft-365.ts';
import { ocsf } from './formats/ocsf.ts';
import { okta } from './formats/okta.ts';
import { sonicwall, sophos } from './formats/pair-firewalls.ts';
import { otlp } from './formats/otlp.ts';
import { panos } from './formats/panos.ts';
import { plain } from './formats/plain.ts';
import { postfix } from './formats/postfix.ts';
import { suricataEve } from './formats/suricata-eve.ts';
import { syslog } from './formats/syslog.ts';
import { sysmonLinux } from './formats/sysmon-linux.ts';
import { webCombined } from './formats/web-combined.ts';
import { webJson } from './formats/web-json.ts';
import { windowsEvtx } from './formats/windows-evtx.ts';
import { windowsNxlog } from './formats/windows-nxlog.ts';
import { windowsWinlogbeat } from './formats/windows-winlogbeat.ts';
import { checkPoint } from './formats/check-point.ts';
import { filterlog } from './formats/filterlog.ts';
import { gcpAudit } from './formats/gcp-audit.ts';
import { knownSource } from './formats/known-source.ts';
import { journald } from './formats/journald.ts';
import { kubernetesAudit } from './formats/kubernetes-audit.ts';
import { webW3c } from './formats/web-w3c.ts';
import { eduvpn, ivanti, strongswan } from './formats/vpn.ts';
import { zeek } from './formats/zeek.ts';

/** One JSON object a line. The first that accepts reads: the narrow before the wide, our own form and what only rules know last. */
export const objectFormats: readonly ObjectFormat[] = [
	windowsNxlog,
	suricataEve,
	zeek,
	windowsWinlogbeat,
	windowsEvtx,
	microsoft365,
	entraSignIn,
	cloudtrail,
	okta,
	googleWorkspace,
	gcpAudit,
	kubernetesAudit,
	journald,
	ocsf,
	ecs,
	otlp,
	webJson,
	plain,
	knownSource,
];

/** One line of text, with or without a syslog header. The first that accepts reads: plain syslog last. */
export const lineFormats: readonly LineFormat[] = [
	sysmonLinux,
	cef,
	leef,
	auditd,
	fortigate,
	ciscoAsa,
	ciscoIos,
	juniperSrx,
	sophos,
	sonicwall,
	checkPoint,
	panos,
	filterlog,
	netfilter,
	bindQueries,
	unboundQueries,
	postfix,
	openvpn,
	strongswan,
	eduvpn,
	ivanti,
	webCombined,
	webW3c,
	syslog,
];
