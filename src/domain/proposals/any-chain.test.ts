import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, daysBetween } from '../calendar.ts';
import { exchangePaths } from '../eligibility/right-to-exchange.ts';
import { now, published } from './chain.test-support.ts';
import { legActions, type LegAction, type LegState } from './leg.workflow.ts';
import {
	advanceLeg,
	awaitedLegAction,
	awaitedLegs,
	defaultStepDelays,
	endLeg,
	expire,
	setSigningDay,
	type Proposal
} from './proposal.ts';
import { liveProposalStates } from './proposal.workflow.ts';

/** The words of a leg that goes on, in order. */
const yeses: readonly LegState[] = [
	'proposed',
	'accepted',
	'visited',
	'committed',
	'supported',
	'awarded',
	'offerAccepted',
	'signed'
];

/** What happens to a chain, possible or not: mostly the yes that is awaited, so that chains go far. */
const anything = fc.oneof(
	{ weight: 40, arbitrary: fc.record({ leg: fc.nat(2), yes: fc.constant<LegAction | null>(null) }) },
	{ weight: 3, arbitrary: fc.record({ leg: fc.nat(2), yes: fc.constantFrom<LegAction | null>(...legActions) }) },
	{ weight: 3, arbitrary: fc.record({ signingIn: fc.integer({ min: 0, max: 2 }) }) },
	{ weight: 2, arbitrary: fc.record({ days: fc.integer({ min: 1, max: 9 }) }) },
	{ weight: 1, arbitrary: fc.record({ leg: fc.nat(2), no: fc.constantFrom('decline', 'oppose', 'refuse') }) }
);
type Happening = typeof anything extends fc.Arbitrary<infer T> ? T : never;

/** The chain after it, the same one when it was refused. */
function after(chain: Proposal, happening: Happening, at: Date): Proposal {
	if ('days' in happening) return expire(chain, at)?.proposal ?? chain;
	const result =
		'signingIn' in happening
			? setSigningDay(chain, dayOf(new Date(at.getTime() + happening.signingIn * 86_400_000)), at)
			: 'no' in happening
				? endLeg(chain, `leg-${happening.leg}`, happening.no, at)
				: advanceLeg(
						chain,
						`leg-${happening.leg}`,
						happening.yes ?? awaitedLegAction(chain.state) ?? 'sign',
						defaultStepDelays,
						at
					);
	return result.ok ? result.value.proposal : chain;
}

/** Chains as they pass through whatever happens to them, each with the instant it came to be so. */
const anyStory = fc
	.tuple(fc.constantFrom(...exchangePaths), fc.array(anything, { minLength: 40, maxLength: 90 }))
	.map(([path, happenings]) => {
		const story = [{ chain: published({ path }), at: now }];
		let at = now;
		for (const happening of happenings) {
			if ('days' in happening) at = new Date(at.getTime() + happening.days * 86_400_000);
			const chain = after(story.at(-1)!.chain, happening, at);
			if (chain !== story.at(-1)!.chain) story.push({ chain, at });
		}
		return story;
	});

test('no household of a live chain is ever more than one yes ahead of another', () => {
	fc.assert(
		fc.property(anyStory, (story) => {
			for (const { chain } of story.filter(({ chain }) => liveProposalStates.includes(chain.state))) {
				const steps = chain.legs.map(({ state }) => yeses.indexOf(state));
				expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
				// As of right no commission sits and no offer is made: a lease is signed right after the check.
				const ahead = Math.max(...steps) - Math.min(...steps);
				expect(chain.path === 'RIGHT_ART9' && chain.state === 'signing' ? [0, 3] : [0, 1]).toContain(ahead);
			}
		})
	);
});

test('a chain that breaks frees every household at once, but the one by which it ends', () => {
	fc.assert(
		fc.property(anyStory, (story) => {
			for (const { chain } of story.filter(({ chain }) => chain.state === 'broken')) {
				// A lease that is signed stays signed.
				const ends = chain.legs.map(({ state }) => state).filter((state) => !['released', 'signed'].includes(state));
				expect([['declined'], ['opposed'], ['refused'], ['expired']]).toContainEqual(ends);
				expect(awaitedLegs(chain)).toEqual([]);
			}
		})
	);
});

test('a deadline is of the step under way, counted from the day it began, and of no other', () => {
	fc.assert(
		fc.property(anyStory, (story) => {
			let began = now;
			story.forEach(({ chain, at }, index) => {
				if (chain.state !== story[index - 1]?.chain.state) began = at;
				const delay = (defaultStepDelays as Partial<Record<string, number>>)[chain.state];
				const lasts = chain.dueAt && daysBetween(dayOf(began), dayOf(new Date(chain.dueAt.getTime() - 1)));
				expect(lasts).toBe(delay ?? null);
			});
		})
	);
});
