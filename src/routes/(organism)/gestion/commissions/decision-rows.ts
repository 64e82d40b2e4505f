import type { RuleId } from '#domain/eligibility/rule-ids.ts';
import type { MinutesDecision } from '#domain/commissions/sheet.ts';
import * as m from '#i18n/paraglide/messages.js';
import * as format from '#i18n/sentences/format.ts';
import { decisionKindSentences, decisionMotiveNames, fewerThanThreeNames } from '#i18n/sentences/proposals.ts';
import { ruleTitles } from '#i18n/sentences/rules.ts';

/** What a commission decided on a case, as its minutes tell it; the sheet apart. */
export const decisionRows = (decision: Omit<MinutesDecision, 'sheet'>) => [
	{
		term: m.gestion_decision_title(),
		value: [
			decisionKindSentences[decision.kind](),
			...(decision.rank ? [m.gestion_case_rank({ rank: decision.rank })] : []),
			...(decision.condition
				? [
						m.gestion_minutes_condition({
							condition: decision.condition,
							day: decision.conditionDueOn ? format.day(decision.conditionDueOn) : ''
						})
					]
				: []),
			...(decision.postponedTo ? [m.gestion_postponed_to({ day: format.day(decision.postponedTo) })] : [])
		]
	},
	...(decision.motives.length > 0
		? [{ term: m.gestion_minutes_motives(), value: decision.motives.map((motive) => decisionMotiveNames[motive]()) }]
		: []),
	...(decision.comment ? [{ term: m.gestion_decision_comment(), value: decision.comment }] : []),
	{
		term: m.gestion_decision_votes(),
		value: [
			m.gestion_minutes_votes({
				yes: decision.votes.for,
				no: decision.votes.against,
				abstain: decision.votes.abstain
			}),
			...ownVotesTold(decision.ownVotes),
			...(decision.castingVote ? [m.gestion_minutes_casting()] : [])
		]
	},
	...(decision.withdrawn.length > 0
		? [{ term: m.gestion_decision_withdrawn(), value: format.list(decision.withdrawn) }]
		: []),
	{
		term: m.gestion_decision_candidates(),
		value: [
			String(decision.candidates),
			...(decision.fewerThanThreeReason ? [fewerThanThreeNames[decision.fewerThanThreeReason]()] : [])
		]
	},
	...(decision.waivedRules.length > 0
		? [
				{
					term: m.gestion_decision_waived(),
					value: decision.waivedRules.map((rule) => ruleTitles[rule as RuleId]?.() ?? rule)
				}
			]
		: [])
];

const ownVotesTold = (own: MinutesDecision['ownVotes']): string[] =>
	own && own.for + own.against + own.abstain > 0
		? [m.gestion_minutes_own_votes({ yes: own.for, no: own.against, abstain: own.abstain })]
		: [];
