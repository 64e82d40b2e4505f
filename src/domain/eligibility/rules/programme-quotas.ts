/** The shares of a PLUS programme that go under 60 % of the ceiling, and up to 120 % of it. */
import type { Pair } from '../facts.ts';
import { pairRule } from './define.ts';
import { fromSheet } from './inputs.ts';
import { ceilingOf, incomeInput, standing } from './under-ceiling.ts';

// D.331-12: at most 10 % of the dwellings of a PLUS programme may go to households up to 120 % of the ceiling.
export const quotaAbove = { share: 0.1, reach: 1.2 };
// D.331-12: at least 30 % of them to households at or under 60 %.
const quotaUnder = { share: 0.3, reach: 0.6 };

/** Whether the programme may still take a household above the ceiling. */
export const hasRoomAboveCeiling = ({ d }: Pair): boolean => {
	const { programme, financing } = d.source;
	return (
		financing === 'PLUS' && programme != null && programme.above100Percent + 1 <= quotaAbove.share * programme.dwellings
	);
};

export const programmeQuotas = pairRule({
	id: 'INC-06',
	owner: 'law',
	source: { text: 'CCH, art. D.331-12', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['commission'],
	formula:
		'PLUS programme: at least 30 % of the dwellings to households at or under 60 % of the ceiling; at most 10 % up to 120 %',
	defaults: 'counters kept by programme; without them the quotas are only recalled',
	cases: {
		countsUnder60: { kind: 'info' },
		quotaReached: { kind: 'info' },
		quotaNotReached: { kind: 'fails', effect: 'CAL' },
		countersUnknown: { kind: 'missing', effect: 'INFO' },
		notConcerned: { kind: 'notConcerned' }
	},
	decide({ h, d }) {
		const { financing, programme } = d.source;
		if (financing !== 'PLUS') return 'notConcerned';
		const standsAt60 = standing(h, d.ceilingIndex, quotaUnder.reach);
		if (standsAt60 === 'under') return 'countsUnder60';
		if (programme == null || standsAt60 !== 'over') return 'countersUnknown';
		return programme.upTo60Percent < quotaUnder.share * programme.dwellings ? 'quotaNotReached' : 'quotaReached';
	},
	figures: (pair) => {
		const { programme } = pair.d.source;
		const ceiling = ceilingOf(pair)?.low.low ?? null;
		return {
			share: ceiling === null || !pair.h.income ? null : pair.h.income.amount / ceiling,
			dwellings: programme?.dwellings ?? null,
			upTo60: programme?.upTo60Percent ?? null,
			above100: programme?.above100Percent ?? null
		};
	},
	inputs: ({ h, d }) => [incomeInput(h), fromSheet('programme', d.source.programme?.id ?? null, d)],
	remedies({ h, d }, name) {
		if (name !== 'countersUnknown') return [];
		return [
			...(h.income ? [] : [{ kind: 'provide', input: 'referenceTaxIncome', by: 'tenant' } as const]),
			...(h.hasSureCategory ? [] : [{ kind: 'provide', input: 'composition', by: 'tenant' } as const]),
			...(d.source.programme ? [] : [{ kind: 'provide', input: 'programme', by: 'landlord' } as const])
		];
	}
});
