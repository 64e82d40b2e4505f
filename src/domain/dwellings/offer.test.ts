import { expect, test } from 'vitest';
import { err } from '../result.ts';
import { offerToChains, takeBackFromChains } from './offer.ts';

const vacant = { vacantFrom: '2026-10-01', blockers: [], reletRent: 450, startsChains: false, isInChain: false };

test('a vacant dwelling with its rent and without obstacle may start chains', () => {
	expect(offerToChains(vacant)).toMatchObject({ ok: true });
});

test.each([
	['that somebody lives in', { vacantFrom: null }, 'DWELLING_OCCUPIED'],
	['kept for a sale', { blockers: ['sale' as const] }, 'DWELLING_KEPT_OUT'],
	['without the rent of its next tenant', { reletRent: null }, 'DWELLING_RENT_UNKNOWN'],
	['already offered', { startsChains: true }, 'DWELLING_STEP_IMPOSSIBLE']
])('a dwelling %s may not', (_, changes, refusal) => {
	expect(offerToChains({ ...vacant, ...changes })).toEqual(err(refusal));
});

test('a dwelling offered is taken back, unless a chain counts on it', () => {
	expect(takeBackFromChains({ ...vacant, startsChains: true })).toMatchObject({ ok: true });
	expect(takeBackFromChains({ ...vacant, startsChains: true, isInChain: true })).toEqual(err('DWELLING_IN_CHAIN'));
	expect(takeBackFromChains(vacant)).toEqual(err('DWELLING_STEP_IMPOSSIBLE'));
});
