import { addDays, daysBetween } from '../../calendar.ts';
import { householdRule } from './define.ts';
import { checked, fromLease } from './inputs.ts';

// Length seen on a certificate of 2023; the number stays an opaque string.
const usualLength = 18;

export const uniqueNumber = householdRule({
	id: 'ADM-01',
	owner: 'law',
	source: { text: 'CCH, art. L.441-2-1', grade: 'text' },
	from: '2017-01-27',
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula: 'a numéro unique is registered',
	defaults: 'warning while looking for an exchange, block before the CAL; another length than 18 only warns',
	cases: {
		registered: { kind: 'met' },
		oddFormat: { kind: 'fails', effect: 'WARN' },
		none: { kind: 'fails', effect: 'BLOCK', atMatching: 'WARN' },
		unknown: { kind: 'missing', effect: 'BLOCK', atMatching: 'WARN' }
	},
	decide({ source }) {
		if (source.hasNoUniqueNumber) return 'none';
		if (!source.uniqueNumber) return 'unknown';
		return source.uniqueNumber.number.length === usualLength ? 'registered' : 'oddFormat';
	},
	figures: ({ source }) => ({ length: source.uniqueNumber?.number.length ?? null, usualLength }),
	inputs: (h) => [fromLease('uniqueNumber', h.source.uniqueNumber ? 'registered' : null, h)],
	remedies: (_, name) => (name === 'registered' ? [] : [{ kind: 'provide', input: 'uniqueNumber', by: 'tenant' }])
});

export const renewal = householdRule({
	id: 'ADM-02',
	owner: 'law',
	source: { text: 'CCH, art. R.441-2-7 et R.441-2-8', grade: 'text' },
	from: '2017-01-27',
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula: 'day of the lease ≤ end of validity of the demand (one year from deposit or renewal)',
	defaults: 'warning 30 days before the end',
	cases: {
		valid: { kind: 'met' },
		endsSoon: { kind: 'fails', effect: 'WARN' },
		expired: { kind: 'fails', effect: 'BLOCK' },
		noNumber: { kind: 'notConcerned' }
	},
	decide({ source, setting }) {
		if (!source.uniqueNumber) return 'noNumber';
		const { validUntil } = source.uniqueNumber;
		if (validUntil < setting.on) return 'expired';
		return addDays(setting.on, setting.charter.renewalWarningDays) > validUntil ? 'endsSoon' : 'valid';
	},
	figures: ({ source, setting }) => ({
		validUntil: source.uniqueNumber?.validUntil ?? null,
		daysLeft: source.uniqueNumber ? daysBetween(setting.on, source.uniqueNumber.validUntil) : null
	}),
	inputs: (h) => [fromLease('uniqueNumber', h.source.uniqueNumber?.validUntil ?? null, h)],
	threshold: ({ setting }) => ({
		value: setting.charter.renewalWarningDays,
		unit: 'days',
		kind: 'local',
		isComputed: false,
		since: setting.charter.from
	}),
	remedies: ({ source }, name) =>
		name === 'endsSoon' || name === 'expired' ? [{ kind: 'renewBefore', day: source.uniqueNumber!.validUntil }] : []
});

export const rightOfResidence = householdRule({
	id: 'ADM-03',
	owner: 'law',
	source: { text: 'CCH, art. R.441-1 1° et R.441-2-3', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula: 'every adult has a right of residence, checked again at each attribution',
	defaults: 'not yet checked: the search goes on, the commission waits',
	cases: {
		regular: { kind: 'met' },
		irregular: { kind: 'fails', effect: 'BLOCK' },
		unknown: { kind: 'missing', effect: 'BLOCK' }
	},
	decide: ({ source }) =>
		source.hasRightOfResidence === null ? 'unknown' : source.hasRightOfResidence ? 'regular' : 'irregular',
	figures: () => ({}),
	inputs: ({ source }) => [checked('rightOfResidence', source.hasRightOfResidence)],
	remedies: (_, name) => (name === 'regular' ? [] : [{ kind: 'provide', input: 'rightOfResidence', by: 'staff' }])
});

export const mainResidence = householdRule({
	id: 'ADM-04',
	owner: 'law',
	source: { text: 'CCH, art. R.822-23 (huit mois par an)', grade: 'formalised' },
	from: null,
	isEffectLocal: true,
	waivableBy: ['agent'],
	formula: 'the present home is the main residence, eight months a year at least',
	defaults: 'warning',
	cases: {
		main: { kind: 'met' },
		notMain: { kind: 'fails', effect: 'WARN' },
		unknown: { kind: 'missing', effect: 'WARN' }
	},
	decide: ({ source: { lease } }) =>
		lease.isMainResidence == null ? 'unknown' : lease.isMainResidence ? 'main' : 'notMain',
	figures: () => ({ months: 8 }),
	inputs: (h) => [fromLease('mainResidence', h.source.lease.isMainResidence ?? null, h)],
	remedies: (_, name) => (name === 'unknown' ? [{ kind: 'provide', input: 'mainResidence', by: 'landlord' }] : [])
});

export const ownership = householdRule({
	id: 'ADM-05',
	owner: 'law',
	source: { text: 'CCH, art. L.441-2-2', grade: 'text' },
	from: null,
	isEffectLocal: false,
	// Not opposable to a victim of violence in the couple, which the two named referents alone may know.
	waivableBy: ['commission'],
	formula: 'no member owns a dwelling suited to the needs and means of the household',
	defaults: 'commission; never opposed to a victim of violence in the couple',
	cases: {
		none: { kind: 'met' },
		owner: { kind: 'fails', effect: 'CAL' },
		unknown: { kind: 'missing', effect: 'CAL' }
	},
	decide: ({ source }) =>
		source.ownsSuitableDwelling === null ? 'unknown' : source.ownsSuitableDwelling ? 'owner' : 'none',
	figures: () => ({}),
	inputs: ({ source }) => [checked('ownsDwelling', source.ownsSuitableDwelling)],
	remedies: (_, name) => (name === 'unknown' ? [{ kind: 'provide', input: 'ownsDwelling', by: 'tenant' }] : [])
});

export const documents = householdRule({
	id: 'ADM-06',
	owner: 'law',
	source: { text: 'CCH, art. R.441-2-4-1 ; arrêté du 22 décembre 2020', grade: 'sheet' },
	from: '2021-02-01',
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula: 'every mandatory document of the limitative list is on file',
	defaults: 'warning while looking for an exchange, block before the CAL',
	cases: {
		complete: { kind: 'met' },
		incomplete: { kind: 'fails', effect: 'BLOCK', atMatching: 'WARN' },
		unknown: { kind: 'missing', effect: 'BLOCK', atMatching: 'WARN' }
	},
	decide: ({ source: { missingDocuments } }) =>
		missingDocuments == null ? 'unknown' : missingDocuments.length === 0 ? 'complete' : 'incomplete',
	figures: ({ source }) => ({
		count: source.missingDocuments?.length ?? null,
		documents: source.missingDocuments ?? []
	}),
	inputs: ({ source }) => [checked('documents', source.missingDocuments?.length ?? null)],
	remedies: ({ source }, name) =>
		name === 'incomplete'
			? [{ kind: 'sendDocuments', codes: source.missingDocuments ?? [] }]
			: name === 'unknown'
				? [{ kind: 'provide', input: 'documents', by: 'staff' }]
				: []
});
