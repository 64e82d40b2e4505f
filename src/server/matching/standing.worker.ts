/**
 * The thread that keeps the graph of a territory standing: it is given what has changed, and mends broken exchanges. No
 * database, no setting of the process.
 */
import { deflateSync } from 'node:zlib';
import { parentPort } from 'node:worker_threads';
import { standingGraph, type StandingGraph } from '#domain/matching/compatibility/standing-graph.ts';
import { packPool } from '#domain/matching/packed-pool.ts';
import { poolFingerprint, type Pool } from '#domain/matching/pool.ts';
import type { StandingAnswers, StandingAsk } from './standing.ts';

let standing: StandingGraph | null = null;
let last: { pool: Pool; fingerprint: string } | null = null;

/** The pool that repairs are asked of, with its name. */
function laidOut() {
	const pool = standing!.layOut();
	if (last?.pool !== pool) last = { pool, fingerprint: poolFingerprint(pool) };
	return last;
}

const doing: { [K in StandingAsk['kind']]: (ask: Extract<StandingAsk, { kind: K }>) => StandingAnswers[K] } = {
	build({ setting, limits, homes }) {
		standing = standingGraph(setting, limits, homes);
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
	// Once for each pool, whatever the repairs: quickly rather than tightly.
	pack: () => deflateSync(packPool(laidOut().pool), { level: 1 })
};

parentPort!.on('message', (ask: StandingAsk) => {
	parentPort!.postMessage((doing[ask.kind] as (ask: StandingAsk) => unknown)(ask));
});
