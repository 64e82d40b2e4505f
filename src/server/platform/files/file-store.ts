/**
 * Where files are kept, outside the database and outside the web root: a folder, which all the processes of an
 * installation share. What is kept is sealed before it comes here.
 */
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

export type FileStore = {
	/** Keeps bytes under a name, as they come: once it has answered they are on the disk, whole; before, nothing is there. */
	put(name: string, content: AsyncIterable<Uint8Array>): Promise<void>;
	/** The bytes kept under a name; null when there are none. */
	get(name: string): Promise<Buffer | null>;
	/** Removes what is kept under a name, if anything is. */
	remove(name: string): Promise<void>;
	/** Everything that is kept, and what was being written when a process ended, with the day of its last change. */
	list(): AsyncIterable<{ name: string; changedAt: Date }>;
};

/** The disk or the folder does not take a file: it is full, missing, or closed to this process. Nothing was kept. */
export class NotStored extends Error {
	readonly code: string | undefined;
	constructor(cause: unknown) {
		super('The folder of files takes nothing', { cause });
		this.code = (cause as NodeJS.ErrnoException).code;
	}
}

const notStored = (cause: unknown): never => {
	throw new NotStored(cause);
};

/** Ending of what is being written. */
const unfinished = '.part';

/** A folder of this machine, or one that several machines mount. Names are identifiers: never what somebody typed. */
export function folderStore(folder: string): FileStore {
	// Some folders of few files rather than one of many.
	const pathOf = (name: string) => path.join(folder, name.slice(0, 2), name);
	return {
		async put(name, content) {
			const target = pathOf(name);
			await mkdir(path.dirname(target), { recursive: true, mode: 0o700 }).catch(notStored);
			const file = await open(target + unfinished, 'wx', 0o600).catch(notStored);
			try {
				for await (const chunk of content) await file.appendFile(chunk).catch(notStored);
				await file.datasync().catch(notStored);
				await file.close();
				await rename(target + unfinished, target).catch(notStored);
			} catch (error) {
				await file.close().catch(() => {});
				await rm(target + unfinished, { force: true }).catch(() => {});
				throw error;
			}
		},
		get: (name) => readFile(pathOf(name)).catch(nullWhenAbsent),
		remove: (name) => rm(pathOf(name), { force: true }),
		async *list() {
			const shelves = (await readdir(folder).catch(nullWhenAbsent)) ?? [];
			for (const shelf of shelves)
				for (const name of (await readdir(path.join(folder, shelf)).catch(nullWhenAbsent)) ?? []) {
					// Another process may remove it meanwhile.
					const about = await stat(path.join(folder, shelf, name)).catch(nullWhenAbsent);
					if (about?.isFile()) yield { name, changedAt: about.mtime };
				}
		}
	};
}

function nullWhenAbsent(error: NodeJS.ErrnoException): null {
	if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
	throw error;
}
