import { lstatSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The system account that runs PostgreSQL when we are root: PostgreSQL refuses to run as root. */
export type Account = { uid: number; gid: number };

/**
 * The account for PostgreSQL, or null when the current one will do.
 *
 * @param dataFolder when it exists already, its owner stays the account: a `postgres` account created
 *   since then must not lose the data made under `nobody`.
 */
export function accountFor(dataFolder: string): Account | null {
	if (process.getuid?.() !== 0) return null;
	const data = lstatSync(dataFolder, { throwIfNoEntry: false });
	if (data && data.uid !== 0) return { uid: data.uid, gid: data.gid };
	const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
	for (const name of ['postgres', 'nobody']) {
		const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
		if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
	}
	// The traditional number of `nobody`, on systems whose accounts live elsewhere than in /etc/passwd.
	return { uid: 65534, gid: 65534 };
}

/** True when every folder above lets other accounts pass, so that a file below can be reached by them. */
export function isReachableByOthers(file: string): boolean {
	for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
		if ((statSync(folder).mode & 0o001) === 0) return false;
		if (folder === path.dirname(folder)) return true;
	}
}
