import { ageAt } from '../../calendar.ts';
import type { HouseholdFacts, Pair } from '../facts.ts';
import { rightConditions, rightToExchange, type RightToExchange } from '../right-to-exchange.ts';
import { dwellingRule, householdRule, pairRule } from './define.ts';
import { composition, fromCurrent, fromLease, fromSheet } from './inputs.ts';

/** The right of the two households of an exchange of two; null when the pair is not one. Both asked to be there. */
function rightOf({ h, d, counterpart }: Pair): RightToExchange | null {
	if (!counterpart || !h.current) return null;
	return rightToExchange(
		{ household: h.source, dwelling: h.current },
		{ household: counterpart.source, dwelling: d.source },
		true
	);
}

export const asOfRight = pairRule({
	id: 'EXC-01',
	owner: 'law',
	source: { text: 'Loi n° 89-462 du 6 juillet 1989, art. 9', grade: 'sheet' },
	from: '1989-07-06',
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula:
		'same owner, same estate, both unfurnished, a family with three children at least, the larger family gains area, both tenants ask',
	defaults: 'the exchange is then a right: leases taken over, no CAL, no ceiling, no new rent',
	cases: {
		right: { kind: 'info' },
		noRight: { kind: 'info' },
		notAnExchangeOfTwo: { kind: 'notConcerned' }
	},
	decide(pair) {
		const right = rightOf(pair);
		return right === null ? 'notAnExchangeOfTwo' : right.holds ? 'right' : 'noRight';
	},
	figures(pair) {
		const right = rightOf(pair);
		return { unmet: right ? rightConditions.filter((condition) => right.conditions[condition] === false) : [] };
	},
	inputs: ({ h, d, counterpart }) =>
		counterpart
			? [fromCurrent('area', h.current?.area ?? null, h), fromSheet('area', d.area, d), composition(counterpart)]
			: []
});

export const keptOut = pairRule({
	id: 'EXC-02',
	owner: 'territory',
	source: { text: 'Charte du territoire, d’après les plateformes existantes', grade: 'web' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['organism', 'territory'],
	formula: 'neither the lease, nor the home left, nor the target is of a kind kept out of the exchange',
	defaults:
		'leases of 1948, precarious, tied to a job, let to an association, shared, special units; dwellings to be rehabilitated, sold or demolished, excluded by a reserver, special units, artists’ studios',
	cases: {
		allowed: { kind: 'met' },
		leaseExcluded: { kind: 'fails', effect: 'BLOCK' },
		homeExcluded: { kind: 'fails', effect: 'BLOCK' },
		targetExcluded: { kind: 'fails', effect: 'BLOCK' },
		homeUnknown: { kind: 'missing', effect: 'BLOCK', atMatching: 'WARN' }
	},
	decide({ h, d }) {
		if (h.isLeaseExcluded) return 'leaseExcluded';
		if (h.isCurrentExcluded) return 'homeExcluded';
		if (d.isExcluded) return 'targetExcluded';
		return h.current ? 'allowed' : 'homeUnknown';
	},
	figures: ({ h, d }) => ({
		leaseKind: h.source.lease.kind,
		homeBlockers: h.current?.blockers ?? [],
		targetBlockers: d.source.blockers
	}),
	inputs: ({ h, d }) => [
		fromLease('lease', h.source.lease.kind, h),
		fromCurrent('currentDwelling', h.current?.blockers.length ?? null, h),
		fromSheet('targetDwelling', d.source.blockers.length, d)
	],
	remedies: (_, name) => (name === 'homeUnknown' ? [{ kind: 'provide', input: 'currentDwelling', by: 'landlord' }] : [])
});

export const reciprocity = pairRule({
	id: 'EXC-03',
	owner: 'law',
	source: { text: 'Chaque ménage est candidat au logement d’un autre (EXC-02 du livre de règles)', grade: 'web' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula:
		'every household of the chain passes every rule that blocks on its own target, with its composition after the move',
	defaults: 'one failure breaks the chain; read over the whole chain, never on one link',
	cases: { readOnTheChain: { kind: 'notConcerned' } },
	decide: () => 'readOnTheChain',
	figures: () => ({}),
	inputs: () => []
});

export const mutation = pairRule({
	id: 'EXC-04',
	owner: 'law',
	source: { text: 'CCH, art. R.441-2-9', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula:
		'a mutation is a new demand, with its number, documents and ceilings; the SNE records who was already housed',
	defaults: 'shown',
	cases: { insideOrganism: { kind: 'info' }, betweenOrganisms: { kind: 'info' } },
	decide: ({ h, d }) => (h.organismId === d.organismId ? 'insideOrganism' : 'betweenOrganisms'),
	figures: ({ h, d }) => ({ from: h.organismId, to: d.organismId }),
	inputs: ({ h }) => [fromLease('lease', h.organismId, h)]
});

function reviewDue({ source, current, setting }: HouseholdFacts): boolean | null {
	const { triennialReviewCommunes } = setting.charter;
	if (!triennialReviewCommunes || !current) return null;
	return triennialReviewCommunes.includes(current.commune) && ageAt(source.lease.since, setting.on) >= 3;
}

export const triennialReview = householdRule({
	id: 'EXC-05',
	owner: 'law',
	source: { text: 'CCH, art. L.442-5-2 et L.442-3-1', grade: 'excerpt' },
	from: '2018-11-23',
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula: 'three years since the lease in a commune of the list: the occupancy is reviewed by the CALEOL',
	defaults:
		'list of communes filled by the territory; a proposal of the exchange is never one of the three offers of L.442-3-1',
	cases: {
		due: { kind: 'info' },
		notDue: { kind: 'info' },
		listUnknown: { kind: 'missing', effect: 'INFO' }
	},
	decide(h) {
		const due = reviewDue(h);
		return due === null ? 'listUnknown' : due ? 'due' : 'notDue';
	},
	figures: ({ source }) => ({ since: source.lease.since }),
	inputs: (h) => [fromLease('lease', h.source.lease.since, h)],
	remedies: ({ current, setting }, name) =>
		name !== 'listUnknown'
			? []
			: [
					...(setting.charter.triennialReviewCommunes
						? []
						: [{ kind: 'setByOrganism', setting: 'triennialReviewCommunes' } as const]),
					...(current ? [] : [{ kind: 'provide', input: 'currentDwelling', by: 'landlord' } as const])
				]
});

export const advertised = dwellingRule({
	id: 'EXC-06',
	owner: 'law',
	source: { text: 'CCH, art. L.441-2-8', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula: 'dwellings may be shown to tenants, who say which suits them (location choisie)',
	defaults: 'shown',
	cases: { vacant: { kind: 'info' }, occupied: { kind: 'info' } },
	decide: ({ source }) => (source.vacantFrom === null ? 'occupied' : 'vacant'),
	figures: ({ source }) => ({ vacantFrom: source.vacantFrom }),
	inputs: (d) => [fromSheet('targetDwelling', d.source.vacantFrom, d)]
});
