/** The built application in a process of its own, on a free port: it must have been built before. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export type Built = {
	origin: string;
	/** The number of its process. */
	pid: number;
	/** What it has written to its log, line by line. */
	logged: string[];
	stop(): Promise<void>;
};

/**
 * Serves it until `stop`.
 *
 * @param variables of its environment: DATABASE_URL as the owner of the database, DATA_FOLDER.
 * @throws Error when it does not start.
 */
export async function serveBuilt(variables: Record<string, string>): Promise<Built> {
	const script = path.join(import.meta.dirname, 'serve-journey.ts');
	const env = { ...process.env, ...variables };
	const serving = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
	const ended = once(serving, 'exit');
	const lines = createInterface({ input: serving.stdout });
	const opened = once(lines, 'line') as Promise<[string]>;
	const [origin] = await Promise.race([opened, ended.then(() => Promise.reject(new Error('The server fell.')))]);
	const logged: string[] = [];
	lines.on('line', (line) => logged.push(line));
	return {
		origin,
		pid: serving.pid!,
		logged,
		async stop() {
			serving.kill();
			await ended;
		}
	};
}
