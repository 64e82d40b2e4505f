import { fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ContentRefusal, KeptFormat } from '#domain/documents/deposited-file.ts';
import { err, type Result } from '#domain/result.ts';
import { workerFile } from '../platform/worker-file.ts';

/** What is looked at: the bytes, and the ending of their name in small letters. */
export type Sent = { content: Uint8Array; ending: string };
/** What is kept of it, or why nothing is. */
export type Inspected = Result<{ format: KeptFormat; content: Uint8Array }, ContentRefusal>;

/** How long one file may take, ms: far more than the largest that is taken. */
const patience = 30_000;
/** Looks at a file in a process of its own. What that process cannot read in time is unreadable. */
export function inspectFile(sent: Sent): Promise<Inspected> {
	const file = fileURLToPath(workerFile('inspect-file', import.meta.url));
	return new Promise((resolve, reject) => {
		const child = fork(file, [], {
			execArgv: ['--permission', ...codeOf(file).map(readable), '--allow-addons', '--allow-worker'],
			env: systemOnly(),
			serialization: 'advanced',
			stdio: ['ignore', 'ignore', 'ignore', 'ipc']
		});
		const limit = setTimeout(() => child.kill('SIGKILL'), patience);
		child.once('message', (answer: Inspected) => resolve(answer));
		child.once('error', reject);
		child.once('exit', () => {
			clearTimeout(limit);
			// Killed, or fallen: after the answer this changes nothing.
			resolve(err('UPLOAD_UNREADABLE'));
		});
		child.send(sent, (error) => {
			if (error) child.kill('SIGKILL');
		});
	});
}

const readable = (place: string) => `--allow-fs-read=${place}`;

/** What the process may read: the code of the application and its libraries. */
function codeOf(file: string): string[] {
	for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
		const root = path.dirname(folder);
		if (['src', 'build'].includes(path.basename(folder)))
			return [path.join(folder, '*'), path.join(root, 'node_modules', '*'), path.join(root, 'package.json')];
		if (folder === root) throw new Error('The application is in no folder');
	}
}

/** What Windows needs to load a library; nothing of the settings of the application. */
const systemOnly = (): NodeJS.ProcessEnv =>
	process.env.SystemRoot ? { NODE_ENV: 'production', SystemRoot: process.env.SystemRoot } : { NODE_ENV: 'production' };
