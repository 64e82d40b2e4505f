import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openLog, safeError, type LogFields } from './log.ts';

const canary = 'zq-Lemaire-zq';

/** What is written when something is logged. */
function written(fields: LogFields): string {
	let text = '';
	const log = openLog('info', new Writable({ write: (chunk, _, done) => ((text += String(chunk)), done()) }));
	log.error(fields, 'request failed');
	return text;
}

const fail = (work: () => unknown): unknown => {
	try {
		return work();
	} catch (error) {
		return error;
	}
};

describe('the log', () => {
	test('says what happened, and where', () => {
		const line = JSON.parse(written({ err: new TypeError(canary), status: 500, route: '/(tenant)/accueil' }));
		expect(line).toMatchObject({ msg: 'request failed', status: 500, route: '/(tenant)/accueil' });
		expect(line.err).toMatchObject({ kind: 'TypeError' });
		expect(line.err.at[0]).toContain('log.test.ts');
	});

	test('says of an accident of the database its code and the constraint that it broke', () => {
		const cause = { code: '23505', constraint_name: 'one_live_hold_per_dwelling' };
		const { err } = JSON.parse(written({ err: new Error('Failed query', { cause }) }));
		expect(err).toMatchObject({ code: '23505', constraint: 'one_live_hold_per_dwelling' });
		const own = Object.assign(new Error('x', { cause }), { code: '57P03' });
		expect(safeError(own)).toMatchObject({ code: '57P03' });
		expect(safeError(canary)).toEqual({ kind: 'string' });
	});

	test('says where an error went through, also when it has no words', () => {
		expect(JSON.stringify(safeError(new Error('')))).toContain('log.test.ts');
		const renamed = Object.assign(new Error('before'), { message: canary });
		expect(JSON.stringify(safeError(renamed))).toContain('log.test.ts');
	});

	test.each<[string, () => unknown]>([
		['an error whose words repeat what was typed', () => new Error(`No household ${canary}`)],
		['a text that is no JSON', () => fail(() => JSON.parse(`${canary} is not JSON`))],
		['an input that is refused', () => fail(() => z.object({ [canary]: z.literal(1) }).parse({ [canary]: canary }))],
		[
			'an error of the database',
			() => Object.assign(new Error(`(${canary})`), { code: '23505', detail: `Key (${canary})` })
		],
		[
			'a query that failed',
			() => new Error(`Failed query: params: ${canary}`, { cause: { code: '23505', detail: canary } })
		],
		['several errors at once', () => new AggregateError([new Error(canary)], canary)],
		['an error of several lines', () => new Error(`first\n    at ${canary} (file.ts:1:2)`)],
		['something thrown that is no error', () => canary]
	])('never says the words of %s', (_, make) => {
		expect(written({ err: make() })).not.toContain(canary);
	});

	test('cuts fields that got round its types', () => {
		const text = written({ household: canary, nested: { name: canary } } as never);
		expect(text).not.toContain(canary);
		expect(JSON.parse(text).household).toBe('[…]');
	});

	test('takes fixed words only: a text made at run time does not compile', () => {
		const log = openLog('silent');
		const name: string = canary;
		log.info({}, 'a job ended');
		// @ts-expect-error somebody's name would be written
		log.info({}, name);
		// @ts-expect-error the same, in the middle of a sentence
		log.info({}, `a job of ${name} ended`);
		// @ts-expect-error a field that is not of the log
		log.info({ name }, 'a job ended');
	});
});
