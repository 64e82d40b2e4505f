import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The file of a thread: beside this one from the sources; in the built application, in the folder `workers` of the
 * build (svelte.config.js), somewhere above the bundle this code ends in.
 */
export function threadFile(name: 'engine' | 'standing'): URL {
	const here = new URL(import.meta.url);
	if (here.pathname.endsWith('.ts')) return new URL(`./${name}.worker.ts`, here);
	for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
		const file = path.join(folder, 'workers', `${name}.worker.js`);
		if (existsSync(file)) return pathToFileURL(file);
		if (folder === path.dirname(folder)) throw new Error(`The thread ${name} was not built`);
	}
}
