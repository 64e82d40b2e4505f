import { instantAt, type Day } from '#domain/calendar.ts';
import type { DataRequestKind, ProlongationReason, RequestRefusalReason } from '#domain/households/data-request.ts';
import type { DecisionKind } from '#domain/commissions/decision.ts';
import type { BreakReason } from '#domain/proposals/proposal.ts';
import type { DocumentCode } from '#domain/documents/document.ts';
import type { DocumentRefusalReason } from '#domain/documents/document.workflow.ts';
import * as m from '../paraglide/messages.js';
import { documentNames, refusalReasonSentences } from './documents.ts';
import { dayAndTime, lastDayBefore, time, weekday } from './format.ts';
import { breakReasons, decisionKindSentences } from './proposals.ts';
import { prolongationSentences, requestKindWords, requestRefusalSentences } from './requests.ts';

/** A deadline is the end of a day: people read that day. */
const lastDay = (dueAt: Date) => weekday(lastDayBefore(dueAt));

/** What a person is told of what they asked of their data. */
export type DataRequestAnswer = 'prolonged' | 'granted' | 'toCorrect' | 'corrected' | 'refused';

/** What each letter needs to be written. */
export type LetterParams = {
	proposalReceived: { reference: string; households: number; dueAt: Date };
	everyoneAccepted: { reference: string; dueAt: Date };
	everyoneVisited: { reference: string; dueAt: Date };
	holderAwaited: { reference: string; dueAt: Date };
	fileToInstruct: { reference: string; dueAt: Date };
	chainConfirmed: { reference: string };
	caseForCommission: { reference: string };
	commissionDecided: { reference: string; kind: DecisionKind };
	offerReceived: { reference: string; dueAt: Date };
	rightRecognised: { reference: string };
	rightToSign: { reference: string };
	signingDayToSet: { reference: string };
	chainSealed: { reference: string };
	signingDaySet: { reference: string; day: string };
	chainCompleted: { reference: string };
	chainBroken: { reference: string; reason: BreakReason };
	chainBrokenByYou: { reference: string; reason: BreakReason };
	repairNotFound: { reference: string };
	visitProposed: { reference: string; plannedFor: Date };
	visitAgreed: { reference: string; plannedFor: Date };
	documentsAsked: { reference: string; documents: { code: DocumentCode; refusal: DocumentRefusalReason | null }[] };
	reminder: { reference: string; dueAt: Date };
	meetingConvened: { heldOn: Day; startsAt: string; place: string };
	listingToCheck: { name: string };
	listingPublished: Record<string, never>;
	listingReturned: { reason: string };
	dataRequestReceived: { dueAt: Date };
	dataRequestUnattended: { dueAt: Date };
	dataRequestDue: { dueAt: Date };
	dataRequestLate: { dueAt: Date };
	dataRequestAnswered: {
		answer: DataRequestAnswer;
		kind: DataRequestKind;
		dueAt: Date;
		refusalReason: RequestRefusalReason | null;
		prolongationReason: ProlongationReason | null;
	};
	correctionOrdered: { dueAt: Date };
	invitationLink: Record<string, never>;
	recoveryLink: Record<string, never>;
	deviceCode: Record<string, never>;
	passwordChanged: Record<string, never>;
	secondFactorGivenUp: Record<string, never>;
	recoveryCodeUsed: Record<string, never>;
	readingsStopped: { name: string };
	helperInvitation: Record<string, never>;
	helperNamed: Record<string, never>;
	helperTaken: Record<string, never>;
	mandateGiven: Record<string, never>;
	mandateGivenUp: Record<string, never>;
};
export type LetterKind = keyof LetterParams;

type Text = { subject: string; body: string };
const texts: { [K in LetterKind]: (params: LetterParams[K]) => Text } = {
	proposalReceived: ({ reference, households, dueAt }) => ({
		subject: m.letters_proposal_received_subject({ reference }),
		body: m.letters_proposal_received_body({ households, due: lastDay(dueAt) })
	}),
	everyoneAccepted: ({ reference, dueAt }) => ({
		subject: m.letters_everyone_accepted_subject({ reference }),
		body: m.letters_everyone_accepted_body({ due: lastDay(dueAt) })
	}),
	everyoneVisited: ({ reference, dueAt }) => ({
		subject: m.letters_everyone_visited_subject({ reference }),
		body: m.letters_everyone_visited_body({ due: lastDay(dueAt) })
	}),
	holderAwaited: ({ reference, dueAt }) => ({
		subject: m.letters_holder_awaited_subject({ reference }),
		body: m.letters_holder_awaited_body({ due: lastDay(dueAt) })
	}),
	fileToInstruct: ({ reference, dueAt }) => ({
		subject: m.letters_file_to_instruct_subject({ reference }),
		body: m.letters_file_to_instruct_body({ reference, due: lastDay(dueAt) })
	}),
	chainConfirmed: ({ reference }) => ({
		subject: m.letters_chain_confirmed_subject({ reference }),
		body: m.letters_chain_confirmed_body()
	}),
	caseForCommission: ({ reference }) => ({
		subject: m.letters_case_for_commission_subject({ reference }),
		body: m.letters_case_for_commission_body({ reference })
	}),
	commissionDecided: ({ reference, kind }) => ({
		subject: m.letters_commission_decided_subject({ reference }),
		body: m.letters_commission_decided_body({ decision: decisionKindSentences[kind]() })
	}),
	offerReceived: ({ reference, dueAt }) => ({
		subject: m.letters_offer_received_subject({ reference }),
		body: m.letters_offer_received_body({ due: lastDay(dueAt) })
	}),
	rightRecognised: ({ reference }) => ({
		subject: m.letters_right_recognised_subject({ reference }),
		body: m.letters_right_recognised_body()
	}),
	rightToSign: ({ reference }) => ({
		subject: m.letters_right_to_sign_subject({ reference }),
		body: m.letters_right_to_sign_body({ reference })
	}),
	signingDayToSet: ({ reference }) => ({
		subject: m.letters_signing_day_to_set_subject({ reference }),
		body: m.letters_signing_day_to_set_body({ reference })
	}),
	chainSealed: ({ reference }) => ({
		subject: m.letters_chain_sealed_subject({ reference }),
		body: m.letters_chain_sealed_body()
	}),
	signingDaySet: ({ reference, day }) => ({
		subject: m.letters_signing_day_set_subject({ reference }),
		body: m.letters_signing_day_set_body({ day: weekday(day) })
	}),
	chainCompleted: ({ reference }) => ({
		subject: m.letters_chain_completed_subject({ reference }),
		body: m.letters_chain_completed_body()
	}),
	chainBroken: ({ reference, reason }) => ({
		subject: m.letters_chain_broken_subject({ reference }),
		body: m.letters_chain_broken_body({ reason: breakReasons[reason]() })
	}),
	chainBrokenByYou: ({ reference, reason }) => ({
		subject: m.letters_chain_broken_by_you_subject({ reference }),
		body: m.letters_chain_broken_by_you_body({ reason: breakReasons[reason]() })
	}),
	repairNotFound: ({ reference }) => ({
		subject: m.letters_repair_not_found_subject({ reference }),
		body: m.letters_repair_not_found_body()
	}),
	visitProposed: ({ reference, plannedFor }) => ({
		subject: m.letters_visit_proposed_subject({ reference }),
		body: m.letters_visit_proposed_body({ day: dayAndTime(plannedFor) })
	}),
	visitAgreed: ({ reference, plannedFor }) => ({
		subject: m.letters_visit_agreed_subject({ reference }),
		body: m.letters_visit_agreed_body({ day: dayAndTime(plannedFor) })
	}),
	documentsAsked: ({ reference, documents }) => ({
		subject: m.letters_documents_asked_subject({ reference }),
		body: [m.letters_documents_asked_body(), ...documents.map(documentLine), m.letters_documents_asked_end()].join('\n')
	}),
	reminder: ({ reference, dueAt }) => ({
		subject: m.letters_reminder_subject({ reference }),
		body: m.letters_reminder_body({ due: lastDay(dueAt) })
	}),
	meetingConvened: ({ heldOn, startsAt, place }) => ({
		subject: m.letters_meeting_convened_subject(),
		body: m.letters_meeting_convened_body({
			day: weekday(heldOn),
			time: time(instantAt(heldOn, startsAt)),
			place
		})
	}),
	listingToCheck: ({ name }) => ({
		subject: m.letters_listing_to_check_subject({ name }),
		body: m.letters_listing_to_check_body({ name })
	}),
	listingPublished: (_) => ({
		subject: m.letters_listing_published_subject(),
		body: m.letters_listing_published_body()
	}),
	listingReturned: ({ reason }) => ({
		subject: m.letters_listing_returned_subject(),
		body: m.letters_listing_returned_body({ reason })
	}),
	dataRequestReceived: ({ dueAt }) => ({
		subject: m.letters_data_request_received_subject(),
		body: m.letters_data_request_received_body({ due: lastDay(dueAt) })
	}),
	dataRequestUnattended: ({ dueAt }) => ({
		subject: m.letters_data_request_unattended_subject(),
		body: m.letters_data_request_unattended_body({ due: lastDay(dueAt) })
	}),
	dataRequestDue: ({ dueAt }) => ({
		subject: m.letters_data_request_due_subject(),
		body: m.letters_data_request_due_body({ due: lastDay(dueAt) })
	}),
	dataRequestLate: ({ dueAt }) => ({
		subject: m.letters_data_request_late_subject(),
		body: m.letters_data_request_late_body({ due: lastDay(dueAt) })
	}),
	dataRequestAnswered: (params) => ({
		subject: m.letters_data_request_answered_subject(),
		body: answerLines(params).join('\n\n')
	}),
	correctionOrdered: ({ dueAt }) => ({
		subject: m.letters_correction_ordered_subject(),
		body: m.letters_correction_ordered_body({ due: lastDay(dueAt) })
	}),
	invitationLink: (_) => ({ subject: m.letters_invitation_subject(), body: m.letters_invitation_body() }),
	recoveryLink: (_) => ({ subject: m.letters_recovery_subject(), body: m.letters_recovery_body() }),
	deviceCode: (_) => ({ subject: m.letters_device_subject(), body: m.letters_device_body() }),
	passwordChanged: (_) => ({
		subject: m.letters_password_changed_subject(),
		body: m.letters_password_changed_body()
	}),
	secondFactorGivenUp: (_) => ({
		subject: m.letters_factor_given_up_subject(),
		body: m.letters_factor_given_up_body()
	}),
	recoveryCodeUsed: (_) => ({ subject: m.letters_code_used_subject(), body: m.letters_code_used_body() }),
	readingsStopped: ({ name }) => ({
		subject: m.letters_readings_stopped_subject(),
		body: m.letters_readings_stopped_body({ name })
	}),
	helperInvitation: (_) => ({
		subject: m.letters_helper_invitation_subject(),
		body: m.letters_helper_invitation_body()
	}),
	helperNamed: (_) => ({ subject: m.letters_helper_named_subject(), body: m.letters_helper_named_body() }),
	helperTaken: (_) => ({ subject: m.letters_helper_taken_subject(), body: m.letters_helper_taken_body() }),
	mandateGiven: (_) => ({ subject: m.letters_mandate_given_subject(), body: m.letters_mandate_given_body() }),
	mandateGivenUp: (_) => ({
		subject: m.letters_mandate_given_up_subject(),
		body: m.letters_mandate_given_up_body()
	})
};

/** Subject and body of a letter, in the language in force. The subject never says anything private. */
export const letterText = <K extends LetterKind>(kind: K, params: LetterParams[K]): Text => texts[kind](params);

const documentLine = ({ code, refusal }: LetterParams['documentsAsked']['documents'][number]) =>
	refusal
		? m.letters_documents_asked_again({ document: documentNames[code](), why: refusalReasonSentences[refusal]() })
		: m.letters_documents_asked_line({ document: documentNames[code]() });

/** RGPD, art. 12(3) and (4): what becomes of the request, why, and whom one may turn to. */
function answerLines(params: LetterParams['dataRequestAnswered']): string[] {
	const { answer, dueAt, refusalReason, prolongationReason } = params;
	const kind = requestKindWords[params.kind]();
	const due = lastDay(dueAt);
	switch (answer) {
		case 'prolonged': {
			const reason = prolongationReason ? prolongationSentences[prolongationReason]() : '';
			return [m.letters_data_request_prolonged({ kind, reason, due }), m.letters_data_request_explained()];
		}
		case 'granted':
			return [m.letters_data_request_granted({ kind })];
		case 'toCorrect':
			return [m.letters_data_request_to_correct({ kind, due })];
		case 'corrected':
			return [m.letters_data_request_corrected({ kind })];
		case 'refused': {
			const reason = refusalReason ? requestRefusalSentences[refusalReason]() : '';
			const isLimit = params.kind !== 'rectification';
			return [
				m.letters_data_request_refused({ kind, reason }),
				m.letters_data_request_explained(),
				m.mydata_requests_complain(),
				...(isLimit ? [m.letters_data_request_paused()] : [])
			];
		}
	}
}
