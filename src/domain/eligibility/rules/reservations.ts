import type { Day } from '../../calendar.ts';
import { dwellingRule, pairRule } from './define.ts';
import { fromSheet } from './inputs.ts';

export const reservation = pairRule({
	id: 'RES-01',
	owner: 'reserver',
	source: { text: 'CCH, art. R.441-5', grade: 'excerpt' },
	from: '2023-11-24',
	isEffectLocal: false,
	waivableBy: ['reserver'],
	formula:
		'the target is not identified for a reserver, or the reserver agreed; a flow reservation weighs nothing on a mutation inside the organism',
	defaults: 'between organisms and in flow: commission and check of the agreement',
	cases: {
		free: { kind: 'met' },
		agreed: { kind: 'met' },
		identified: { kind: 'fails', effect: 'BLOCK' },
		flowInternal: { kind: 'info' },
		flowBetweenOrganisms: { kind: 'fails', effect: 'CAL' },
		flowAgreed: { kind: 'info' }
	},
	decide({ h, d }) {
		const { kind, agreementRecorded } = d.source.reservation;
		if (kind === 'none') return 'free';
		if (kind === 'identified') return agreementRecorded ? 'agreed' : 'identified';
		if (h.organismId === d.organismId) return 'flowInternal';
		return agreementRecorded || h.setting.charter.interOrganismReservation === 'AGREED'
			? 'flowAgreed'
			: 'flowBetweenOrganisms';
	},
	figures: ({ d }) => ({ reserver: d.source.reservation.reserver }),
	inputs: ({ d }) => [fromSheet('reservation', d.source.reservation.kind, d)],
	remedies: ({ d }, name) =>
		name === 'identified' || name === 'flowBetweenOrganisms'
			? [{ kind: 'reserverAgreement', reserver: d.source.reservation.reserver }]
			: []
});

/** The same day of the next month, or its last day. */
function oneMonthAfter(day: Day): Day {
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	const lastOfNext = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
	return new Date(Date.UTC(year, month, Math.min(date, lastOfNext))).toISOString().slice(0, 10);
}

export const reserverDelay = dwellingRule({
	id: 'RES-02',
	owner: 'law',
	source: { text: 'CCH, art. L.441-1', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['reserver'],
	formula: 'a vacant reserved dwelling that leaves the chain: one month at most for the candidates of the reserver',
	defaults: 'counted from the day the dwelling is free, until the day of information is recorded',
	cases: { reserverHasTime: { kind: 'info' }, notConcerned: { kind: 'notConcerned' } },
	decide: ({ source }) =>
		source.vacantFrom !== null && source.reservation.kind !== 'none' ? 'reserverHasTime' : 'notConcerned',
	figures: ({ source }) => ({
		vacantFrom: source.vacantFrom,
		until: source.vacantFrom === null ? null : oneMonthAfter(source.vacantFrom),
		reserver: source.reservation.reserver
	}),
	inputs: (d) => [fromSheet('reservation', d.source.reservation.kind, d)]
});
