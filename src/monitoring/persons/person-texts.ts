/** Who it was, as programs say it in a line of text. Linear: no part can take over signs of another. */
const sayings: readonly RegExp[] = [
	/\bfor (?:invalid user |illegal user )?(\S{1,200}) from /g,
	/\b(?:for|of|by) user '?([^\s'(:,]{1,200})/g,
	/\bby ([^\s(]{1,200})\(uid=/g,
	/\b[Uu]ser[ :=]{1,2}[<'"]?([^\s'"<>,;:=]{1,200})/g,
	/\bUSER=(\S{1,200})/g,
	/\b(?:r?user|acct|logname|name)=["']?([^\s"',;]{1,200})/g,
	/^ *([^\s:]{1,200}) : (?:[^;]{0,200}; )?TTY=/g,
	/\(to \S{1,200}\) (\S{1,200}) on /g,
	/^\(([^\s)]{1,200})\) (?:CMD|LIST|REPLACE|BEGIN|END|RELOAD)/g,
	/\bauthenticating user (\S{1,200}) /g,
	/\b(?:EAP identity|XAuth authentication of|authentication of|for peer|remote host is|identity) '([^']{1,200})'/g,
	/\.\.\.\s?[0-9a-fA-F.:]{2,45}\[([^\]]{1,200})\]/g,
	/\bpassword (?:changed|check failed) for (?:user )?\(?([^\s()]{1,200})/g,
];
/** What is read of a line. */
const longest = 4000;

export function personsInText(line: string): string[] {
	const part = line.slice(0, longest);
	return sayings.flatMap((saying) => Array.from(part.matchAll(saying), (match) => match[1]!));
}
