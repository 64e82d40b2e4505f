import { expect, test } from 'vitest';
import { runInputOf } from '#demo/territory/run-input.ts';
import { aRuleSet, defaultCharter } from '#domain/eligibility/settings.ts';
import { runEngine } from '#server/matching/run-engine.ts';

test('a run given up while the engine searches leaves its thread long before its time, and the next one answers', async () => {
	const today = '2026-11-21';
	const setting = {
		rules: aRuleSet({ ...defaultCharter, useComputedCeilings: true }),
		on: today,
		leasesBy: today,
		seed: 1,
		arranged: []
	};
	let isSearching = false;
	const givenUp = await runEngine(
		{ ...setting, ...runInputOf({ size: 'S', seed: 3, today }), limits: { maxCycle: 4, maxChain: 4 } },
		{
			seconds: 600,
			onStep: (step) => (isSearching ||= step === 'solving'),
			isWanted: () => Promise.resolve(!isSearching)
		}
	);
	expect(givenUp).toBeNull();
	const next = await runEngine(
		{ ...setting, ...runInputOf({ size: 'XS', seed: 3, today }), limits: { maxCycle: 2, maxChain: 1 } },
		{ seconds: 5, isWanted: () => Promise.resolve(true) }
	);
	expect(next!.result.levels.length).toBeGreaterThan(0);
}, 60_000);
