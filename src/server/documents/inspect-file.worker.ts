/**
 * A process of its own that looks at one file and ends: what decodes images and reads PDF is given neither the settings
 * nor the keys, may write nothing, and cannot take the pages down with it. A thread of it works; the main one watches.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Inspected, Sent } from './inspect-file.ts';

/** The most this process may hold, bytes, its own code included: what asks for more is made to. */
const memory = 300 * 1024 * 1024;
/** In milliseconds. */
const look = 10;

function watchOver(sent: Sent): void {
	const end = (answer: Inspected) => process.send!(answer, () => process.exit());
	const unreadable = () => end({ ok: false, refusal: 'UPLOAD_UNREADABLE' });
	const thread = new Worker(new URL(import.meta.url), {
		workerData: sent,
		resourceLimits: { maxOldGenerationSizeMb: 128 }
	});
	const watch = setInterval(() => {
		if (process.memoryUsage.rss() > memory) unreadable();
	}, look);
	thread.once('message', (answer: Inspected) => {
		clearInterval(watch);
		end(answer);
	});
	// Out of memory, or too deep for the stack.
	thread.once('error', unreadable);
}

if (isMainThread) {
	process.once('message', watchOver);
	// Whoever asked has ended.
	process.once('disconnect', () => process.exit());
} else {
	const { inspect } = await import('./inspection.ts');
	parentPort!.postMessage(await inspect(workerData as Sent));
}
