import { describe, expect, test } from 'vitest';
import { defaultOrganismRules } from './settings.ts';
import { ok, err } from '../result.ts';
import {
	activate,
	charterOf,
	changedSettings,
	defaultSettings,
	isUnset,
	rulesReading,
	settingsOfCharter
} from './rule-version.ts';
import { activateInput, charterDraftInput, rulesThatMayWait, thresholdsDraftInput } from './rule-version.input.ts';
import { charterInput, organismRulesInput } from './settings.input.ts';
import { defaultCharter } from './settings.ts';

const day = { from: '2026-12-01', today: '2026-11-21' };
const draft = { settings: { ...defaultOrganismRules, effortRateMax: 0.3 }, reference: 'Conseil du 12 mars 2026' };

describe('a draft of rules', () => {
	test('is put in force from today or later', () => {
		expect(activate(draft, defaultOrganismRules, day)).toEqual(ok({ from: '2026-12-01' }));
		expect(activate(draft, defaultOrganismRules, { ...day, from: day.today })).toEqual(ok({ from: day.today }));
	});

	test('never from a past day: verdicts already given were those of their day', () => {
		expect(activate(draft, defaultOrganismRules, { ...day, from: '2026-11-20' })).toEqual(err('RULES_IN_THE_PAST'));
	});

	test('says where it was decided', () => {
		expect(activate({ ...draft, reference: ' ' }, defaultOrganismRules, day)).toEqual(err('RULES_REFERENCE_MISSING'));
	});

	test('changes something', () => {
		expect(activate({ ...draft, settings: defaultOrganismRules }, defaultOrganismRules, day)).toEqual(
			err('RULES_UNCHANGED')
		);
	});

	test('is compared setting by setting, whatever the order of the keys', () => {
		const before = { ...defaultSettings.territory, firstQuartile: { year: 2026, amount: 9_000 } };
		const after = { ...before, extraRooms: 1, firstQuartile: { amount: 9_000, year: 2026 } };
		expect(changedSettings<'territory'>(before, after)).toEqual(['extraRooms']);
		expect(changedSettings<'territory'>(before, { ...before, excludedLeases: [] })).toEqual(['excludedLeases']);
	});
});

test('every setting that may be decided names the rules that read it', () => {
	expect(Object.keys(rulesReading).sort()).toEqual(
		[...Object.keys(charterInput.shape), ...Object.keys(organismRulesInput.shape)].sort()
	);
});

test('a charter of the time of short exchanges now ranks those that are likely, by the chances of the book', () => {
	const { linkChances: _unknown, ...written } = defaultCharter.objective;
	const order = ['independence', 'households', 'priorities', 'quality'];
	const version = { number: 3, settings: { ...defaultCharter, objective: { ...written, order } } };
	const { objective } = charterOf('territory', { ...version, reference: '', effectiveFrom: '2026-01-01' } as never);
	expect(objective).toEqual({
		...defaultCharter.objective,
		order: ['robustness', 'households', 'priorities', 'quality']
	});
});

test('what nobody decided is not zero', () => {
	expect([null, undefined, []].every(isUnset)).toBe(true);
	expect([0, false, 'CAL', ['x']].some(isUnset)).toBe(false);
});

/** The default charter as its form sends it. */
const typedCharter = {
	reference: 'Charte',
	revision: '',
	useComputedCeilings: 'no',
	proposeDespiteMissing: ['ADM-03', 'OCC-03'],
	effects: { 'SOL-01': '', 'OCC-01': '' },
	extraRooms: '0',
	countVisitingForArea: 'no',
	interOrganismWaiver: 'CAL',
	interOrganismReservation: 'CAL',
	excludedLeases: [...defaultCharter.excludedLeases],
	excludedDwellings: [...defaultCharter.excludedDwellings],
	derogationAreas: [],
	abnormalDelays: [],
	localCriteria: [],
	firstQuartileYear: '',
	firstQuartileAmount: '',
	triennialReviewCommunes: '',
	renewalWarningDays: '30'
};
const area = {
	basis: 'R441-1-1',
	reference: 'Arrêté du 3 février 2026',
	from: '2026-03-01',
	until: '2028-02-29',
	communes: '95127, 95500',
	estates: '',
	abovePercent: ''
};
const problem = (changes: object) => {
	const { error } = charterDraftInput.safeParse({ ...typedCharter, ...changes });
	return error?.issues.map((issue) => issue.message);
};

const errorsIn = (changes: object): string[] =>
	(charterDraftInput.safeParse({ ...typedCharter, ...changes }).error?.issues ?? []).map(({ message }) => message);

describe('the form of a charter', () => {
	test('sent as it stands gives the charter back', () => {
		const { settings } = charterDraftInput.parse(typedCharter);
		expect(settings).toEqual(settingsOfCharter(defaultCharter));
		expect(charterInput.safeParse(settings).success).toBe(true);
	});

	test('keeps what is not known unknown', () => {
		const { settings } = charterDraftInput.parse(typedCharter);
		expect(settings).toMatchObject({ firstQuartile: null, triennialReviewCommunes: null });
	});

	test('reads areas of derogation, with no ceiling at all when no share is given', () => {
		const { settings } = charterDraftInput.parse({ ...typedCharter, derogationAreas: [area] });
		expect(settings.derogationAreas).toMatchObject([{ communes: ['95127', '95500'], ceilingFactor: null }]);
		expect(charterInput.safeParse(settings).success).toBe(true);
		const [raised] = charterDraftInput.parse({
			...typedCharter,
			derogationAreas: [{ ...area, abovePercent: '20' }]
		}).settings.derogationAreas;
		expect(raised!.ceilingFactor).toBe(1.2);
	});

	test('refuses what the law does not let a charter say', () => {
		expect(problem({ derogationAreas: [{ ...area, basis: 'R441-1-2', abovePercent: '31' }] })).toEqual([
			'AREA_FACTOR_WRONG'
		]);
		expect(problem({ derogationAreas: [{ ...area, basis: 'R441-1-2' }] })).toEqual(['AREA_FACTOR_WRONG']);
		expect(problem({ effects: { 'INC-01': 'WARN' } })).toEqual(['ANSWER_MISSING']);
		expect(problem({ derogationAreas: [{ ...area, until: '2026-01-01' }] })).toEqual(['AREA_DAYS_WRONG']);
		expect(problem({ derogationAreas: [{ ...area, communes: '' }] })).toEqual(['AREA_WRONG']);
	});

	test('orders what runs seek, each goal once, and weighs the situations that come first', () => {
		const objectiveOrder = { 1: 'households', 2: 'priorities', 3: 'quality', 4: 'robustness', 5: 'balance' };
		const priorityPoints = { access: '9', notDecent: '3', overOccupied: '2', underOccupied: '0', tooDear: '1' };
		const { settings } = charterDraftInput.parse({ ...typedCharter, objectiveOrder, priorityPoints });
		expect(settings.objective.order).toEqual(['households', 'priorities', 'quality', 'robustness', 'balance']);
		expect(settings.objective.priorityPoints.access).toBe(9);
		expect(errorsIn({ objectiveOrder: { ...objectiveOrder, 2: 'households' } })).toContain('OBJECTIVE_ORDER_WRONG');
		expect(errorsIn({ objectiveOrder: { ...objectiveOrder, 2: '' } })).toContain('OBJECTIVE_ORDER_WRONG');
		expect(errorsIn({ priorityPoints: { ...priorityPoints, access: '' } })).toContain('OBJECTIVE_POINTS_WRONG');
		expect(errorsIn({ priorityPoints: { ...priorityPoints, access: '101' } })).toContain('OBJECTIVE_POINTS_WRONG');
	});

	test('says how likely a move is, in percent: a chance of nothing would make all exchanges as good', () => {
		const linkChances = { base: '70', toCheck: '60', dearer: '100' };
		const { settings } = charterDraftInput.parse({ ...typedCharter, linkChances });
		expect(settings.objective.linkChances).toEqual({ base: 70, toCheck: 60, dearer: 100 });
		expect(errorsIn({ linkChances: { ...linkChances, base: '0' } })).toEqual(['OBJECTIVE_CHANCES_WRONG']);
		expect(errorsIn({ linkChances: { ...linkChances, dearer: '' } })).toEqual(['OBJECTIVE_CHANCES_WRONG']);
	});

	test('says what makes a move good: wishes, what is saved, time waited', () => {
		const qualityPoints = {
			base: '40',
			perWish: '15',
			eurosPerPoint: '5',
			mostForBill: '30',
			perYearWaited: '0',
			mostForWait: '0',
			toCheck: '8'
		};
		const { settings } = charterDraftInput.parse({ ...typedCharter, qualityPoints });
		expect(settings.objective.qualityPoints).toMatchObject({ perWish: 15, eurosPerPoint: 5, perYearWaited: 0 });
		expect(errorsIn({ qualityPoints: { ...qualityPoints, perWish: '' } })).toContain('OBJECTIVE_POINTS_WRONG');
		expect(errorsIn({ qualityPoints: { ...qualityPoints, mostForWait: '101' } })).toContain('OBJECTIVE_POINTS_WRONG');
		expect(errorsIn({ qualityPoints: { ...qualityPoints, eurosPerPoint: '0' } })).toContain('OBJECTIVE_EUROS_WRONG');
	});

	test('never lets a proposal through while a ceiling is unknown', () => {
		expect(rulesThatMayWait).toEqual(['ADM-03', 'OCC-03']);
		expect(problem({ proposeDespiteMissing: ['INC-01'] })).toEqual(['ANSWER_MISSING']);
	});

	test('says everything that is wrong at once', () => {
		const wrong = {
			firstQuartileYear: '2026',
			triennialReviewCommunes: 'Cergy',
			renewalWarningDays: '',
			extraRooms: ''
		};
		expect(errorsIn(wrong).toSorted()).toEqual(['ANSWER_MISSING', 'COMMUNES_WRONG', 'DAYS_WRONG', 'QUARTILE_WRONG']);
	});

	test('names each criterion once, with a code fit for a journal and a whole weight', () => {
		const criterion = { code: 'key-worker', labelFr: 'Métier essentiel', labelEn: 'Key worker', weight: '3' };
		expect(errorsIn({ localCriteria: [criterion] })).toEqual([]);
		expect(errorsIn({ localCriteria: [criterion, criterion] })).toEqual(['CRITERION_TWICE']);
		expect(errorsIn({ localCriteria: [{ ...criterion, code: 'métier essentiel' }] })).toEqual(['CRITERION_WRONG']);
		expect(errorsIn({ localCriteria: [{ ...criterion, weight: '2,5' }] })).toEqual(['CRITERION_WRONG']);
		const heavy = ['a', 'b'].map((code) => ({ ...criterion, code, weight: '60' }));
		expect(errorsIn({ localCriteria: heavy })).toEqual(['CHARTER_CRITERIA_HEAVY']);
	});

	test('asks for both halves of the quartile, and for communes by their code', () => {
		expect(problem({ firstQuartileYear: '2026' })).toEqual(['QUARTILE_WRONG']);
		expect(problem({ triennialReviewCommunes: 'Cergy' })).toEqual(['COMMUNES_WRONG']);
	});
});

describe('the form of the thresholds of an organism', () => {
	const typed = {
		reference: '',
		revision: '3',
		effortPercent: '33,3',
		livingAllowanceMin: '',
		livingAllowancePer: 'DAY',
		livingAllowanceDivisor: 'UC',
		countVisitingChildren: 'no',
		spreadPercent: '10',
		appliesRls: 'yes',
		ownExtraRooms: '',
		ownCriteria: []
	};

	test('reads shares to the hundredth, and no threshold as none', () => {
		const { settings, revision } = thresholdsDraftInput.parse(typed);
		expect(settings).toMatchObject({ effortRateMax: 0.333, livingAllowanceMin: null, estimateSpread: 0.1 });
		expect(organismRulesInput.safeParse(settings).success).toBe(true);
		expect(revision).toBe(3);
	});

	test('reads its orientations: as the charter when nothing is chosen', () => {
		expect(thresholdsDraftInput.parse(typed).settings).toMatchObject({ ownExtraRooms: null, ownCriteria: [] });
		const criterion = { code: 'carer', labelFr: 'Aidant', labelEn: 'Carer', weight: '3' };
		const decided = thresholdsDraftInput.parse({ ...typed, ownExtraRooms: '0', ownCriteria: [criterion] });
		expect(decided.settings).toMatchObject({ ownExtraRooms: 0, ownCriteria: [{ code: 'carer', weight: 3 }] });
		expect(organismRulesInput.safeParse(decided.settings).success).toBe(true);
		const heavy = thresholdsDraftInput.safeParse({ ...typed, ownCriteria: [{ ...criterion, weight: '11' }] });
		expect(heavy.error?.issues.map((issue) => issue.message)).toEqual(['OWN_CRITERIA_HEAVY']);
	});

	test('refuses what is no share and no amount', () => {
		const { error } = thresholdsDraftInput.safeParse({ ...typed, effortPercent: '3', livingAllowanceMin: 'dix' });
		expect(error?.issues.map((issue) => issue.message).sort()).toEqual(['AMOUNT_WRONG', 'PERCENT_WRONG']);
	});
});

test('a day to put rules in force is a day', () => {
	expect(activateInput.parse({ revision: '2', from: '2026-12-01' })).toEqual({ revision: 2, from: '2026-12-01' });
	expect(activateInput.safeParse({ revision: '2', from: '' }).error?.issues[0]?.message).toBe('RULES_DAY_MISSING');
	expect(activateInput.safeParse({ revision: '2', from: '31/12' }).error?.issues[0]?.message).toBe('RULES_DAY_WRONG');
});
