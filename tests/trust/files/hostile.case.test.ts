/** What is sent to hurt is refused in a sentence or served harmless, in bounded time and memory; see hostile.ts. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { depositRefusals } from '#i18n/sentences/documents.ts';
import { keepFile, openFile } from '#server/documents/kept-files.ts';
import { readConfig } from '#server/platform/config.ts';
import type { Deps } from '#server/platform/context.ts';
import { openLog } from '#server/platform/log.ts';
import { newKey } from '#server/platform/sealing-keys.ts';
import { databaseUrls } from '#tests/support/database.ts';
import { sentFile } from '#tests/factories/files.ts';
import { corpus } from './hostile.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'hostile-'));
const config = readConfig({ DATABASE_URL: databaseUrls.owner, FILES_FOLDER: folder, SEALING_KEYS: newKey() });
// Looking at a file asks nothing of the database.
const deps = { config, log: openLog('silent') } as Deps;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kept = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
/** What must not be found in what is kept: what runs, leads out, hides, or tells of somebody. */
const traces = [
	'<script',
	'alert(',
	'PK\u0003\u0004',
	'evil',
	'zq-',
	'/OpenAction',
	'/AA',
	'/JavaScript',
	'/URI',
	'/Launch',
	'Exif',
	'tEXt'
];

describe('a file that is sent', () => {
	test.each(corpus)('is refused or harmless: $what', async ({ name, content, refusal }) => {
		const before = kept().length;
		const sent = await content();
		const result = await keepFile(deps, sentFile(name, sent));
		if (refusal !== null) {
			expect(result).toEqual({ ok: false, refusal });
			expect(depositRefusals[refusal]()).toMatch(/\. .+\.$/);
			expect(kept()).toHaveLength(before);
			return;
		}
		if (!result.ok) throw new Error(result.refusal);
		const bytes = await openFile(deps, result.value.id);
		const text = bytes.toString('latin1');
		expect(traces.filter((trace) => text.includes(trace))).toEqual([]);
		if (result.value.format === 'jpeg') {
			const about = await sharp(bytes).metadata();
			expect([about.format, about.exif, about.xmp, about.icc]).toEqual(['jpeg', undefined, undefined, undefined]);
		} else {
			expect(text.startsWith('%PDF-')).toBe(true);
			expect(text.trimEnd().endsWith('%%EOF')).toBe(true);
		}
		// On the disk it cannot be read.
		expect(
			readFileSync(path.join(folder, result.value.id.slice(0, 2), result.value.id)).includes(bytes.subarray(0, 40))
		).toBe(false);
	});
});

/** The most memory that any process started from here has held, MB, and what this one has gained. */
async function measured(work: () => Promise<unknown>): Promise<{ child: number; own: number }> {
	const before = process.memoryUsage.rss();
	let [child, own] = [0, 0];
	const look = setInterval(() => {
		own = Math.max(own, process.memoryUsage.rss() - before);
		for (const task of readdirSync('/proc/self/task'))
			for (const pid of readText(`/proc/self/task/${task}/children`).split(' ').filter(Boolean))
				child = Math.max(child, Number(/VmHWM:\s+(\d+)/.exec(readText(`/proc/${pid}/status`))?.[1] ?? 0) / 1024);
	}, 5);
	await work().finally(() => clearInterval(look));
	return { child, own: own / 1024 / 1024 };
}
function readText(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}

test.runIf(process.platform === 'linux')('holds no more than its process may, however far it unfolds', async () => {
	const bombs = corpus.filter(({ what }) => /unfold|claims|deep|pixels|60 000/.test(what));
	expect(bombs.length).toBeGreaterThan(8);
	const contents = await Promise.all(bombs.map(async ({ name, content }) => sentFile(name, await content())));
	const held = await measured(() => Promise.all(contents.map((sent) => keepFile(deps, sent))));
	console.log(
		`hostile files: ${Math.round(held.child)} MB in the process that looks, ${Math.round(held.own)} MB more in this one`
	);
	expect(held.child).toBeGreaterThan(0);
	// 300 MB, and what is unfolded between two looks of the watch.
	expect(held.child).toBeLessThan(480);
	expect(held.own).toBeLessThan(200);
});
