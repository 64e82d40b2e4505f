/** What sets the ceilings aside: a home too large or adapted that is left for a lower rent, an area of derogation. */
import { NO, UNKNOWN, YES, underOccupies, type Pair } from '../facts.ts';
import { dwellingRule, pairRule } from './define.ts';
import { composition, fromCurrent, fromLease, fromSheet, missingRent } from './inputs.ts';

/** CCH L.442-3-1 and L.442-3-2: may the ceilings be set aside if the principal rent is lower? */
export const hasWaiverInView = ({ h, d }: Pair): boolean =>
	(h.underOccupies === YES || h.keepsAdapted === YES) && !underOccupies(d.rooms, h.roomsForWork, h.persons);

/** A move between homes of one organism. */
export const isInternal = ({ h, d }: Pair): boolean => h.organismId === d.organismId;

/** Between organisms, the charter may leave the ceilings opposable. */
export const isWaiverOpen = (pair: Pair): boolean =>
	isInternal(pair) || pair.h.setting.charter.interOrganismWaiver !== 'DENIED';

/** What lacks of the present home, or of its occupant, could set the ceilings aside. */
export const couldBeWaived = (pair: Pair): boolean => {
	const { h, d } = pair;
	const isUnknown = h.underOccupies === UNKNOWN || h.keepsAdapted === UNKNOWN;
	const mayBeLower = !(d.reletRent >= h.principalRent);
	return isUnknown && mayBeLower && isWaiverOpen(pair) && !underOccupies(d.rooms, h.roomsForWork, h.persons);
};

export const underOccupant = pairRule({
	id: 'INC-03',
	owner: 'law',
	source: { text: 'CCH, art. L.442-3-1 et L.482-1 ; R.442-3-2', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula:
		'the household under-occupies its home (OCC-01), the target suits its needs, and its principal rent is lower: ceilings not opposable',
	defaults: 'waived inside the organism; left to the commission between organisms',
	cases: {
		open: { kind: 'info' },
		rentNotLower: { kind: 'info' },
		stillTooLarge: { kind: 'info' },
		rentUnknown: { kind: 'missing', effect: 'INFO' },
		currentUnknown: { kind: 'missing', effect: 'INFO' },
		notConcerned: { kind: 'notConcerned' }
	},
	decide({ h, d }) {
		if (h.underOccupies === UNKNOWN) return 'currentUnknown';
		if (h.underOccupies === NO) return 'notConcerned';
		if (underOccupies(d.rooms, h.roomsForWork, h.persons)) return 'stillTooLarge';
		if (d.reletRent !== d.reletRent) return 'rentUnknown';
		return d.reletRent < h.principalRent ? 'open' : 'rentNotLower';
	},
	figures: ({ h, d }) => ({
		roomsToday: h.current?.rooms ?? null,
		persons: h.persons,
		rentToday: h.principalRent,
		reletRent: d.source.reletRent,
		isInternal: h.organismId === d.organismId ? 'yes' : 'no'
	}),
	inputs: ({ h, d }) => [
		fromCurrent('rooms', h.current?.rooms ?? null, h),
		composition(h),
		fromLease('principalRent', h.principalRent, h),
		fromSheet('reletRent', d.source.reletRent, d)
	],
	remedies(pair, name) {
		const { h } = pair;
		if (name === 'rentNotLower') return [{ kind: 'rentBelow', amount: h.principalRent }];
		if (name === 'stillTooLarge') return [{ kind: 'roomsAtMost', rooms: h.persons + 1 + h.roomsForWork }];
		if (name === 'currentUnknown')
			return [{ kind: 'provide', input: 'currentDwelling', by: 'landlord' }, ...missingRent(pair)];
		return name === 'rentUnknown' ? missingRent(pair) : [];
	}
});

export const adaptedLeft = pairRule({
	id: 'INC-04',
	owner: 'law',
	source: { text: 'CCH, art. L.442-3-2 et L.482-2', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula:
		'the disabled occupant has left the adapted home, and the principal rent of the target is lower: ceilings not opposable',
	defaults: 'as INC-03',
	cases: {
		open: { kind: 'info' },
		rentNotLower: { kind: 'info' },
		rentUnknown: { kind: 'missing', effect: 'INFO' },
		departureUnknown: { kind: 'missing', effect: 'INFO' },
		notConcerned: { kind: 'notConcerned' }
	},
	decide({ h, d }) {
		if (h.keepsAdapted === UNKNOWN) return 'departureUnknown';
		if (h.keepsAdapted === NO) return 'notConcerned';
		if (d.reletRent !== d.reletRent) return 'rentUnknown';
		return d.reletRent < h.principalRent ? 'open' : 'rentNotLower';
	},
	figures: ({ h, d }) => ({ rentToday: h.principalRent, reletRent: d.source.reletRent }),
	inputs: ({ h, d }) => [
		fromCurrent('accessibility', h.current?.accessibility ?? null, h),
		fromLease('principalRent', h.principalRent, h),
		fromSheet('reletRent', d.source.reletRent, d)
	],
	remedies(pair, name) {
		if (name === 'rentNotLower') return [{ kind: 'rentBelow', amount: pair.h.principalRent }];
		if (name === 'departureUnknown')
			return [{ kind: 'provide', input: 'currentDwelling', by: 'landlord' }, ...missingRent(pair)];
		return name === 'rentUnknown' ? missingRent(pair) : [];
	}
});

export const derogationArea = dwellingRule({
	id: 'INC-05',
	owner: 'territory',
	source: { text: 'CCH, art. R.441-1-1 et R.441-1-2', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['prefect'],
	formula: 'the dwelling is in an area of derogation in force on the day of the lease',
	defaults: 'no area',
	cases: { inArea: { kind: 'info' }, outside: { kind: 'notConcerned' } },
	decide: (d) => (d.derogation ? 'inArea' : 'outside'),
	figures: ({ derogation }) => ({
		reference: derogation?.reference ?? null,
		factor: derogation?.ceilingFactor ?? null,
		until: derogation?.until ?? null
	}),
	inputs: () => []
});
