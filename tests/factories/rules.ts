/** Drafts of rules as their forms send them: the rule book as it stands; a test states only what it speaks about. */
import { defaultCharter } from '#domain/eligibility/settings.ts';

/** A charter that changes nothing of the book. */
export const aCharter = (changes: object = {}) => ({
	reference: 'Conférence intercommunale du 12 mars 2026',
	revision: null,
	useComputedCeilings: false,
	proposeDespiteMissing: ['ADM-03' as const, 'OCC-03' as const],
	effects: {},
	extraRooms: 0,
	countVisitingForArea: false,
	interOrganismWaiver: 'CAL' as const,
	interOrganismReservation: 'CAL' as const,
	excludedLeases: defaultCharter.excludedLeases,
	excludedDwellings: defaultCharter.excludedDwellings,
	derogationAreas: [],
	abnormalDelays: [],
	localCriteria: [],
	firstQuartileYear: null,
	firstQuartileAmount: null,
	triennialReviewCommunes: '',
	renewalWarningDays: 30,
	...changes
});

/** The thresholds of an organism, two of them its own. */
export const someThresholds = (changes: object = {}) => ({
	reference: 'Conseil d’administration du 3 février 2026',
	revision: null,
	effortPercent: '30,5',
	livingAllowanceMin: '12',
	livingAllowancePer: 'DAY' as const,
	livingAllowanceDivisor: 'UC' as const,
	countVisitingChildren: false,
	spreadPercent: 10,
	appliesRls: true,
	ownExtraRooms: '',
	ownCriteria: [],
	...changes
});
