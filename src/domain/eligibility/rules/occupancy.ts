import { needsIn, underOccupies, type Pair } from '../facts.ts';
import type { Remedy } from '../rule.ts';
import { dwellingRule, pairRule } from './define.ts';
import { composition, fromSheet, missingBill } from './inputs.ts';

export const roomsForPersons = pairRule({
	id: 'OCC-01',
	owner: 'law',
	source: { text: 'CCH, art. L.621-2', grade: 'excerpt' },
	from: '2017-01-27',
	isEffectLocal: true,
	waivableBy: ['commission'],
	formula: 'habitable rooms (kitchen and rooms of a profession excluded) ≤ persons + 1 + local extra rooms',
	defaults:
		'commission; no extra room, until the charter, or the organism for its own dwellings, decides some. Children with visiting rights are counted. Not a legal bar',
	cases: { fits: { kind: 'met' }, tooLarge: { kind: 'fails', effect: 'CAL' } },
	decide: ({ h, d }) => (underOccupies(d.rooms - d.extraRooms, h.roomsForWork, h.persons) ? 'tooLarge' : 'fits'),
	figures: ({ h, d }) => ({
		rooms: d.rooms,
		persons: h.persons,
		extraRooms: d.extraRooms,
		roomsForWork: h.roomsForWork
	}),
	inputs: ({ h, d }) => [fromSheet('rooms', d.rooms, d), composition(h)],
	threshold: ({ h, d }) => ({
		value: h.persons + 1 + d.extraRooms + h.roomsForWork,
		unit: 'rooms',
		kind: d.extraRooms > 0 ? 'local' : 'legal',
		isComputed: false,
		since: '2017-01-27'
	}),
	remedies: ({ h, d }, name) =>
		name === 'tooLarge' ? [{ kind: 'roomsAtMost', rooms: h.persons + 1 + d.extraRooms + h.roomsForWork }] : []
});

export const areaForPersons = pairRule({
	id: 'OCC-02',
	owner: 'law',
	source: { text: 'CCH, art. L.822-10 et R.822-25', grade: 'formalised' },
	from: null,
	isEffectLocal: true,
	waivableBy: ['agent', 'commission'],
	formula: 'habitable area ≥ 9 m² for one person, 16 m² for two, 9 m² more for each other, 70 m² for eight and more',
	defaults: 'block: the housing aid is refused to an over-occupied dwelling; an agent may override',
	cases: { largeEnough: { kind: 'met' }, tooSmall: { kind: 'fails', effect: 'BLOCK' } },
	decide: ({ h, d }) => (d.area < h.leastArea ? 'tooSmall' : 'largeEnough'),
	figures: ({ h, d }) => ({
		area: d.area,
		leastArea: h.leastArea,
		persons: h.setting.charter.countVisitingForArea ? h.persons : h.living,
		areaToday: h.current?.area ?? null,
		isOverOccupiedToday: h.current && h.current.area < h.leastArea ? 'yes' : 'no'
	}),
	inputs: ({ h, d }) => [fromSheet('area', d.area, d), composition(h, h.living)],
	threshold: ({ h }) => ({ value: h.leastArea, unit: 'squareMetres', kind: 'legal', isComputed: false, since: null }),
	remedies: ({ h }, name) => (name === 'tooSmall' ? [{ kind: 'areaAtLeast', squareMetres: h.leastArea }] : [])
});

export const decency = dwellingRule({
	id: 'OCC-03',
	owner: 'law',
	source: { text: 'Décret n° 2002-120 du 30 janvier 2002, art. 4', grade: 'usage' },
	from: '2002-01-30',
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula: 'the dwelling is decent (main room of 9 m² and 2.20 m high at least, or 20 m³)',
	defaults: 'block; not yet confirmed: the search goes on, the commission waits',
	cases: {
		decent: { kind: 'met' },
		notDecent: { kind: 'fails', effect: 'BLOCK' },
		unknown: { kind: 'missing', effect: 'BLOCK' }
	},
	decide: ({ source }) => (source.isDecent === null ? 'unknown' : source.isDecent ? 'decent' : 'notDecent'),
	figures: () => ({}),
	inputs: (d) => [fromSheet('decency', d.source.isDecent, d)],
	remedies: (_, name) => (name === 'decent' ? [] : [{ kind: 'provide', input: 'decency', by: 'landlord' }])
});

/** What the dwelling lacks beside the need of the household, in the order of the form. */
function gaps({ h, d, residual }: Pair): string[] {
	const { need } = h;
	if (!need) return [];
	const { source } = d;
	return [
		need.communes.includes(source.commune) ? null : 'commune',
		d.rooms < need.minRooms ? 'fewerRooms' : d.rooms > need.maxRooms ? 'moreRooms' : null,
		need.minArea !== null && d.area < need.minArea ? 'area' : null,
		isTooHigh(need.maxFloorWithoutLift, source) ? 'floor' : null,
		need.maxResidualBill !== null && residual > need.maxResidualBill ? 'bill' : null
	].filter((gap) => gap !== null);
}

const isTooHigh = (maxFloor: number | null, home: { floor: number; hasLift: boolean }): boolean =>
	maxFloor !== null && !home.hasLift && home.floor > maxFloor;

function widenings(pair: Pair): Remedy[] {
	const { d, residual } = pair;
	return gaps(pair).map((gap) => {
		switch (gap) {
			case 'commune':
				return { kind: 'widenNeed', field: gap, to: d.source.commune };
			case 'area':
				return { kind: 'widenNeed', field: gap, to: d.area };
			case 'floor':
				return { kind: 'widenNeed', field: gap, to: d.source.floor };
			case 'bill':
				return { kind: 'widenNeed', field: gap, to: Math.ceil(residual) };
			default:
				return { kind: 'widenNeed', field: gap, to: d.rooms };
		}
	});
}

export const wishedHome = pairRule({
	id: 'OCC-04',
	owner: 'territory',
	source: { text: 'Besoin exprimé par le ménage', grade: 'usage' },
	from: null,
	isEffectLocal: true,
	waivableBy: ['agent'],
	formula: 'commune, rooms, area, floor and bill are inside what the household asked for',
	defaults: 'warning, ranking',
	cases: {
		fits: { kind: 'met' },
		gaps: { kind: 'fails', effect: 'WARN' },
		billUnknown: { kind: 'missing', effect: 'WARN' },
		noNeed: { kind: 'notConcerned' }
	},
	decide(pair) {
		const { h, d, residual } = pair;
		const { need } = h;
		if (!need) return 'noNeed';
		if (d.rooms < need.minRooms || d.rooms > need.maxRooms || !h.needCommunes!.has(d.source.commune)) return 'gaps';
		if (need.minArea !== null && d.area < need.minArea) return 'gaps';
		if (isTooHigh(need.maxFloorWithoutLift, d.source)) return 'gaps';
		if (need.maxResidualBill === null || residual <= need.maxResidualBill) return 'fits';
		return residual !== residual ? 'billUnknown' : 'gaps';
	},
	figures: (pair) => ({ gaps: gaps(pair), rooms: pair.d.rooms, area: pair.d.area, floor: pair.d.source.floor }),
	inputs: ({ h, d }) => [
		{
			name: 'need',
			value: h.need ? `${h.need.minRooms}-${h.need.maxRooms}` : null,
			from: h.need ? 'tenant' : null,
			on: null
		},
		fromSheet('rooms', d.rooms, d)
	],
	remedies: (pair, name) => (name === 'gaps' ? widenings(pair) : name === 'billUnknown' ? missingBill(pair) : [])
});

export const adaptedHome = pairRule({
	id: 'OCC-05',
	owner: 'law',
	source: { text: 'CCH, art. R.441-4', grade: 'text' },
	from: null,
	isEffectLocal: true,
	waivableBy: ['commission'],
	formula:
		'the dwelling meets every access need of the household; a dwelling fitted for a disability goes first to those who need it',
	defaults:
		'unmet need: warning with the list; adapted dwelling without need: commission, only if nobody else needs it',
	cases: {
		suits: { kind: 'met' },
		unmetNeeds: { kind: 'fails', effect: 'WARN' },
		adaptedWithoutNeed: { kind: 'fails', effect: 'CAL' }
	},
	decide({ h, d }) {
		if ((h.accessMask & ~d.accessMask) !== 0) return 'unmetNeeds';
		return d.isAdapted && h.accessMask === 0 ? 'adaptedWithoutNeed' : 'suits';
	},
	figures: ({ h, d }) => ({
		unmet: needsIn(h.accessMask & ~d.accessMask),
		accessibility: d.source.accessibility,
		floor: d.source.floor
	}),
	inputs: ({ h, d }) => [
		{ name: 'accessNeeds', value: h.source.accessNeeds.length, from: 'staff', on: null },
		fromSheet('accessibility', d.source.accessibility, d)
	]
});
