/** Builds the application when its sources have changed since the last time. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

const root = path.resolve(import.meta.dirname, '../..');
const stampFile = path.join(root, 'build', 'source.sha256');
const lockFile = path.join(root, 'node_modules', '.cache', 'chasse-croise-build.lock');

/** In milliseconds; a lock older than this belongs to a build that was killed, whoever has its number now. */
const LONGEST_BUILD = 10 * 60_000;

/** What the build is made of; a change elsewhere (tests, documents) does not make it stale. */
const sources = ['src', 'static', 'messages', 'patches', 'package-lock.json', 'svelte.config.js', 'vite.config.ts'];
const notBuilt = [path.join('src', 'cli'), path.join('src', 'i18n', 'paraglide')];

/** True when the application was built from the present sources. */
export const isBuilt = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceHash();

/**
 * Builds the application, unless another command has just done so.
 *
 * @param signal stops the build.
 * @returns what the build said when it failed, else null.
 */
export async function build(signal?: AbortSignal): Promise<string | null> {
	await takeLock(signal);
	try {
		if (isBuilt()) return null;
		// Without a stamp, an interrupted build is never taken for a whole one.
		rmSync(stampFile, { force: true });
		const hash = sourceHash();
		const vite = spawn(process.execPath, [path.join(root, 'node_modules/vite/bin/vite.js'), 'build'], {
			cwd: root,
			env: { ...process.env, NODE_ENV: 'production' },
			stdio: ['ignore', 'pipe', 'pipe'],
			signal
		});
		const ended = new Promise<boolean>((resolve) => {
			vite.once('exit', (code) => resolve(code === 0));
			vite.once('error', () => resolve(false));
		});
		const [out, err, isDone] = await Promise.all([text(vite.stdout), text(vite.stderr), ended]);
		if (!isDone) return `${out}${err}`;
		writeFileSync(stampFile, hash);
		return null;
	} finally {
		rmSync(lockFile, { force: true });
	}
}

/** One build at a time: two would write into each other. A lock whose process has ended holds nobody. */
async function takeLock(signal?: AbortSignal): Promise<void> {
	mkdirSync(path.dirname(lockFile), { recursive: true });
	for (;;) {
		try {
			writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
			return;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		if (!isHeld()) rmSync(lockFile, { force: true });
		else await sleep(200, undefined, { signal });
	}
}

function isHeld(): boolean {
	try {
		if (statSync(lockFile).mtimeMs < Date.now() - LONGEST_BUILD) return false;
		process.kill(Number(readFileSync(lockFile, 'utf8')), 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

function sourceHash(): string {
	const hash = createHash('sha256');
	for (const source of sources) addTo(hash, source);
	return hash.digest('hex');
}

function addTo(hash: ReturnType<typeof createHash>, name: string): void {
	const file = path.join(root, name);
	if (!existsSync(file) || notBuilt.includes(name) || name.endsWith('.test.ts')) return;
	if (statSync(file).isDirectory()) for (const entry of readdirSync(file).sort()) addTo(hash, path.join(name, entry));
	else hash.update(`${name}\0`).update(readFileSync(file)).update('\0');
}
