/**
 * The thread that keeps the graph of a territory standing: it is given what has changed, and mends broken exchanges. No
 * database, no setting of the process.
 */
import { deflateSync } from 'node:zlib';
import { parentPort } from 'node:worker_threads';
import { standingGraph, type StandingGraph } from '#domain/matching/compatibility/standing-graph.ts';
import type { StandingHome } from '#domain/matching/compatibility/listing.ts';
import { packPool } from '#domain/matching/packed-pool.ts';
import type { Pool } from '#domain/matching/pool.ts';
import { poolFingerprint } from '#domain/matching/pool-fingerprint.ts';
import type { StandingAnswers, StandingAsk } from './standing-thread.ts';

/** Homes that came, slice after slice, before there is a graph. */
const brought: StandingHome[] = [];
let standing: StandingGraph | null = null;
let last: { pool: Pool; fingerprint: string; packed: Uint8Array | null } | null = null;

/** The pool that repairs are asked of, with its name. */
function laidOut() {
	const pool = standing!.layOut();
	if (last?.pool !== pool) last = { pool, fingerprint: poolFingerprint(pool), packed: null };
	return last;
}

/** Once for each pool, whatever the repairs: quickly rather than tightly. */
function packed(): Uint8Array {
	const now = laidOut();
	return (now.packed ??= deflateSync(packPool(now.pool), { level: 1 }));
}

const doing: { [K in StandingAsk['kind']]: (ask: Extract<StandingAsk, { kind: K }>) => StandingAnswers[K] } = {
	bring({ homes }) {
		brought.push(...homes);
		return null;
	},
	build({ setting, limits }) {
		standing = standingGraph(setting, limits, brought.splice(0));
		return null;
	},
	follow({ homes, rules }) {
		standing!.follow(homes);
		standing!.adoptRules(rules);
		return { fingerprint: laidOut().fingerprint };
	},
	mend({ wish, seed, seconds }) {
		const stopAt = performance.now() + seconds * 1_000;
		return standing!.mend(wish, { seed, secondsLeft: () => (stopAt - performance.now()) / 1_000 });
	},
	prepare() {
		standing!.prepare();
		return { fingerprint: laidOut().fingerprint };
	},
	pack: packed
};

parentPort!.on('message', (ask: StandingAsk) => {
	parentPort!.postMessage((doing[ask.kind] as (ask: StandingAsk) => unknown)(ask));
});
