/** Where an embedded server lives on the disk: its data, its log and who looks after it. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	accessSync,
	chmodSync,
	constants,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	readlinkSync,
	realpathSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isReachableByOthers } from './account.ts';
import { EMBEDDED_MAJOR } from './binaries.ts';
import { DatabaseProblem } from './problem.ts';

const projectRoot = path.resolve(import.meta.dirname, '../../../..');
const isRoot = () => process.getuid?.() === 0;

/** The PostgreSQL superuser of an embedded server: owns the tables, makes the other roles. */
export const OWNER = 'chasse_croise_owner';

/** The data proper; the major version is in the name because versions cannot read each other's. */
export const dataFolderOf = (home: string) => path.join(home, `pg${EMBEDDED_MAJOR}`);

/** What the server and its supervisor print. */
export const logFileOf = (home: string) => path.join(home, 'postgres.log');

/** How to reach the supervisor of the server whose process is `pid`. */
export const leaseFileOf = (home: string, pid: number) => path.join(home, `supervisor.${pid}.json`);

/** The password of the owner, kept with the data that it opens. */
export const passwordFileOf = (dataFolder: string) => path.join(dataFolder, 'owner.password');

/**
 * The folder of the lasting server of this project: PG_DATA_DIR, else `.data`, else (root) a folder of
 * /var/tmp, because the account that runs the server may not enter root's folders.
 */
export function lastingHome(): string {
	const chosen = process.env.PG_DATA_DIR;
	if (chosen) return path.resolve(chosen);
	if (!isRoot()) return path.join(projectRoot, '.data');
	const project = createHash('sha256').update(projectRoot).digest('hex').slice(0, 12);
	return path.join('/var/tmp', `chasse-croise-${project}`);
}

/**
 * Makes the folder when it is absent and checks that both we and the server can use it.
 *
 * @throws DatabaseProblem DATA_FOLDER_NOT_WRITABLE, DATA_FOLDER_CLOSED, DATA_FOLDER_OF_ANOTHER_VERSION
 */
export function prepareHome(home: string): void {
	try {
		const isNew = makeFolders(home);
		if (isNew && isRoot()) chmodSync(home, 0o711);
		accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
		const { uid, mode } = lstatSync(home);
		// Anyone may make a folder under /var/tmp before us, to own what we would put there.
		const isShared = home.startsWith('/var/tmp/') && (uid !== process.getuid?.() || (mode & 0o022) !== 0);
		if (isShared) throw new Error(`${home} belongs to another account`);
	} catch (cause) {
		throw new DatabaseProblem('DATA_FOLDER_NOT_WRITABLE', { folder: home }, { cause });
	}
	if (isRoot() && !isReachableByOthers(dataFolderOf(home))) {
		throw new DatabaseProblem('DATA_FOLDER_CLOSED', { folder: home });
	}
	const data = dataFolderOf(home);
	const found = lstatSync(data, { throwIfNoEntry: false });
	if (!found || readdirSync(data).length === 0) return;
	const version = readVersion(data);
	if (version !== String(EMBEDDED_MAJOR)) {
		throw new DatabaseProblem('DATA_FOLDER_OF_ANOTHER_VERSION', { folder: data, version: version ?? '?' });
	}
}

/**
 * Makes a folder and those above it that are missing; false when it was there. Level by level: the recursive `mkdirSync`
 * never ends where a file system lets nothing be made, as under `/proc` (Node.js 24).
 *
 * @throws the error of the file system
 */
function makeFolders(folder: string): boolean {
	if (existsSync(folder)) return false;
	makeFolders(path.dirname(folder));
	try {
		mkdirSync(folder, { mode: 0o700 });
		return true;
	} catch (error) {
		// Another process that starts made it meanwhile.
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
}

function readVersion(dataFolder: string): string | null {
	try {
		return readFileSync(path.join(dataFolder, 'PG_VERSION'), 'utf8').trim();
	} catch {
		return null;
	}
}

/** A new folder for a server that disappears with the process that asked for it. */
export function scratchHome(): string {
	const temporary = isRoot() && !isReachableByOthers(path.join(tmpdir(), 'any')) ? '/var/tmp' : tmpdir();
	const home = mkdtempSync(path.join(temporary, 'chasse-croise-scratch-'));
	if (isRoot()) chmodSync(home, 0o711);
	return home;
}

/** What the running server says of itself in `postmaster.pid`, or null when none has started. */
export function readPostmaster(dataFolder: string): { pid: number; port: number; isReady: boolean } | null {
	try {
		// https://www.postgresql.org/docs/18/storage-file-layout.html: line 1 process, line 4 port, line 8 state.
		const lines = readFileSync(path.join(dataFolder, 'postmaster.pid'), 'utf8').split('\n');
		const pid = Number(lines[0]);
		if (!Number.isInteger(pid) || pid <= 0) return null;
		return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
	} catch {
		return null;
	}
}

/**
 * The processes that work in the data folder. PostgreSQL makes it the working folder of each of its
 * processes, which tells them from others that were given the same number since.
 */
export function processesIn(dataFolder: string): number[] {
	if (!existsSync(dataFolder)) return [];
	if (process.platform !== 'linux') {
		const pid = readPostmaster(dataFolder)?.pid;
		return pid && commandOf(pid).includes(dataFolder) ? [pid] : [];
	}
	const folder = realpathSync(dataFolder);
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name) && workingFolderOf(name) === folder)
		.map(Number);
}

function commandOf(pid: number): string {
	return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}

function workingFolderOf(pid: string): string | null {
	try {
		return readlinkSync(`/proc/${pid}/cwd`);
	} catch {
		// Ended meanwhile, or another account's.
		return null;
	}
}

/** True while a process of that number exists. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
