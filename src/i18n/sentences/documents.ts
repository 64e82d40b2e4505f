import type { DepositRefusal } from '#domain/documents/deposited-file.ts';
import type { DocumentCode } from '#domain/documents/document.ts';
import type { DocumentRefusalReason, DocumentState } from '#domain/documents/document.workflow.ts';
import type { DocumentWhy } from '#domain/documents/needed-documents.ts';
import * as m from '../paraglide/messages.js';

type Sentences<Code extends string> = Record<Code, () => string>;

/** The papers by name, for the organism and for the household that must send them. */
export const documentNames: Sentences<DocumentCode> = {
	'ID-FR': m.demands_document_id_fr,
	'ID-ET': m.demands_document_id_et,
	'FI-AV': m.demands_document_fi_av,
	'FI-BA': m.demands_document_fi_ba,
	'FI-SE': m.demands_document_fi_se,
	'SF-MA': m.demands_document_sf_ma,
	'SF-PA': m.demands_document_sf_pa,
	'SF-GR': m.demands_document_sf_gr,
	'SF-EN': m.demands_document_sf_en,
	'PR-ET': m.demands_document_pr_et,
	'PR-AP': m.demands_document_pr_ap,
	'PR-AU': m.demands_document_pr_au,
	'RM-SA': m.demands_document_rm_sa,
	'RM-NS': m.demands_document_rm_ns,
	'RM-RE': m.demands_document_rm_re,
	'RM-CH': m.demands_document_rm_ch,
	'RM-IJ': m.demands_document_rm_ij,
	'RM-PA': m.demands_document_rm_pa,
	'RM-PS': m.demands_document_rm_ps,
	'RM-BO': m.demands_document_rm_bo,
	'RM-DI': m.demands_document_rm_di,
	'PT-DH': m.demands_document_pt_dh,
	'LO-AC': m.demands_document_lo_ac,
	'MO-SL': m.demands_document_mo_sl,
	'MO-ND': m.demands_document_mo_nd,
	'MO-IN': m.demands_document_mo_in,
	'MO-IH': m.demands_document_mo_ih,
	'MO-RV': m.demands_document_mo_rv,
	'MO-EX': m.demands_document_mo_ex,
	'MO-CO': m.demands_document_mo_co,
	'MO-AP': m.demands_document_mo_ap,
	'MO-DI': m.demands_document_mo_di,
	'MO-RF': m.demands_document_mo_rf,
	'MO-RT': m.demands_document_mo_rt,
	'MO-MP': m.demands_document_mo_mp,
	'MO-AM': m.demands_document_mo_am
};

/** What is accepted for each paper, one alternative a line (arrêté du 22 décembre 2020). */
const accepted: Sentences<DocumentCode> = {
	'ID-FR': m.documents_accepted_id_fr,
	'ID-ET': m.documents_accepted_id_et,
	'FI-AV': m.documents_accepted_fi_av,
	'FI-BA': m.documents_accepted_fi_ba,
	'FI-SE': m.documents_accepted_fi_se,
	'SF-MA': m.documents_accepted_sf_ma,
	'SF-PA': m.documents_accepted_sf_pa,
	'SF-GR': m.documents_accepted_sf_gr,
	'SF-EN': m.documents_accepted_sf_en,
	'PR-ET': m.documents_accepted_pr_et,
	'PR-AP': m.documents_accepted_pr_ap,
	'PR-AU': m.documents_accepted_pr_au,
	'RM-SA': m.documents_accepted_rm_sa,
	'RM-NS': m.documents_accepted_rm_ns,
	'RM-RE': m.documents_accepted_rm_re,
	'RM-CH': m.documents_accepted_rm_ch,
	'RM-IJ': m.documents_accepted_rm_ij,
	'RM-PA': m.documents_accepted_rm_pa,
	'RM-PS': m.documents_accepted_rm_ps,
	'RM-BO': m.documents_accepted_rm_bo,
	'RM-DI': m.documents_accepted_rm_di,
	'PT-DH': m.documents_accepted_pt_dh,
	'LO-AC': m.documents_accepted_lo_ac,
	'MO-SL': m.documents_accepted_mo_sl,
	'MO-ND': m.documents_accepted_mo_nd,
	'MO-IN': m.documents_accepted_mo_in,
	'MO-IH': m.documents_accepted_mo_ih,
	'MO-RV': m.documents_accepted_mo_rv,
	'MO-EX': m.documents_accepted_mo_ex,
	'MO-CO': m.documents_accepted_mo_co,
	'MO-AP': m.documents_accepted_mo_ap,
	'MO-DI': m.documents_accepted_mo_di,
	'MO-RF': m.documents_accepted_mo_rf,
	'MO-RT': m.documents_accepted_mo_rt,
	'MO-MP': m.documents_accepted_mo_mp,
	'MO-AM': m.documents_accepted_mo_am
};
export const acceptedFor = (code: DocumentCode): string[] => accepted[code]().split('\n');

/** Why a paper is asked, when it is: what of the household calls for it. */
export const documentReasons: Sentences<DocumentCode> = {
	'ID-FR': m.documents_why_id_fr,
	'ID-ET': m.documents_why_id_et,
	'FI-AV': m.documents_why_fi_av,
	'FI-BA': m.documents_why_fi_ba,
	'FI-SE': m.documents_why_fi_se,
	'SF-MA': m.documents_why_sf_ma,
	'SF-PA': m.documents_why_sf_pa,
	'SF-GR': m.documents_why_sf_gr,
	'SF-EN': m.documents_why_sf_en,
	'PR-ET': m.documents_why_pr_et,
	'PR-AP': m.documents_why_pr_ap,
	'PR-AU': m.documents_why_pr_au,
	'RM-SA': m.documents_why_rm_sa,
	'RM-NS': m.documents_why_rm_ns,
	'RM-RE': m.documents_why_rm_re,
	'RM-CH': m.documents_why_rm_ch,
	'RM-IJ': m.documents_why_rm_ij,
	'RM-PA': m.documents_why_rm_pa,
	'RM-PS': m.documents_why_rm_ps,
	'RM-BO': m.documents_why_rm_bo,
	'RM-DI': m.documents_why_rm_di,
	'PT-DH': m.documents_why_pt_dh,
	'LO-AC': m.documents_why_lo_ac,
	'MO-SL': m.documents_why_mo_sl,
	'MO-ND': m.documents_why_mo_nd,
	'MO-IN': m.documents_why_mo_in,
	'MO-IH': m.documents_why_mo_ih,
	'MO-RV': m.documents_why_mo_rv,
	'MO-EX': m.documents_why_mo_ex,
	'MO-CO': m.documents_why_mo_co,
	'MO-AP': m.documents_why_mo_ap,
	'MO-DI': m.documents_why_mo_di,
	'MO-RF': m.documents_why_mo_rf,
	'MO-RT': m.documents_why_mo_rt,
	'MO-MP': m.documents_why_mo_mp,
	'MO-AM': m.documents_why_mo_am
};

/** What of the household calls for papers, as its officer reads it. */
export const documentWhyNames: Sentences<DocumentWhy> = {
	adults: m.documents_need_adults,
	taxNotice: m.documents_need_tax_notice,
	incomeFallen: m.documents_need_income_fallen,
	ownIncome: m.documents_need_own_income,
	couple: m.documents_need_couple,
	children: m.documents_need_children,
	custody: m.documents_need_custody,
	resources: m.documents_need_resources,
	otherLandlord: m.documents_need_other_landlord,
	aid: m.documents_need_aid
};

/** What became of a paper, for the officer who prepares the file. */
export const documentStateNames: Sentences<DocumentState> = {
	asked: m.documents_state_asked,
	received: m.documents_state_received,
	accepted: m.documents_state_accepted,
	refused: m.documents_state_refused,
	expired: m.documents_state_expired
};

/** What became of a paper, for the household. */
export const ownDocumentStates: Sentences<DocumentState> = {
	asked: m.documents_own_asked,
	received: m.documents_own_received,
	accepted: m.documents_own_accepted,
	refused: m.documents_own_refused,
	expired: m.documents_own_expired
};

/** Why a paper is refused, as a choice of the officer. */
export const refusalReasonNames: Sentences<DocumentRefusalReason> = {
	unreadable: m.documents_reason_unreadable,
	incomplete: m.documents_reason_incomplete,
	outdated: m.documents_reason_outdated,
	otherDocument: m.documents_reason_other_document,
	otherPerson: m.documents_reason_other_person
};

/** The same, said to the household with what to do. */
export const refusalReasonSentences: Sentences<DocumentRefusalReason> = {
	unreadable: m.documents_told_unreadable,
	incomplete: m.documents_told_incomplete,
	outdated: m.documents_told_outdated,
	otherDocument: m.documents_told_other_document,
	otherPerson: m.documents_told_other_person
};

/** Why a file was not taken, and what to do. */
export const depositRefusals: Sentences<
	DepositRefusal | 'UPLOAD_CUT' | 'DOCUMENT_NOT_ASKED' | 'DOCUMENT_NOT_FOUND' | 'DOCUMENT_ACCEPTED'
> = {
	UPLOAD_MISSING: m.documents_upload_missing,
	UPLOAD_CUT: m.documents_upload_cut,
	UPLOAD_EMPTY: m.documents_upload_empty,
	UPLOAD_TOO_BIG: m.documents_upload_too_big,
	UPLOAD_KIND: m.documents_upload_kind,
	UPLOAD_NAME: m.documents_upload_name,
	UPLOAD_UNREADABLE: m.documents_upload_unreadable,
	UPLOAD_TOO_MANY_PIXELS: m.documents_upload_too_many_pixels,
	UPLOAD_ACTIVE_PDF: m.documents_upload_active_pdf,
	UPLOAD_LOCKED_PDF: m.documents_upload_locked_pdf,
	UPLOAD_INFECTED: m.documents_upload_infected,
	UPLOAD_HOUSEHOLD_FULL: m.documents_upload_household_full,
	UPLOAD_NOT_STORED: m.documents_upload_not_stored,
	UPLOADS_TOO_MANY: m.documents_uploads_too_many,
	DOCUMENT_NOT_ASKED: m.documents_upload_not_asked,
	DOCUMENT_NOT_FOUND: m.documents_upload_gone,
	DOCUMENT_ACCEPTED: m.documents_upload_accepted
};
