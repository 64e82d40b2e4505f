import { eq } from 'drizzle-orm';
import type { StaffRole } from '#domain/organisms/organism.ts';
import type { DataRequestAnswer } from '#i18n/sentences/letters.ts';
import { accounts } from '../../accounts/tables.ts';
import type { Tx } from '../../platform/context.ts';
import { writeLetters } from '../../platform/letters.ts';
import type { Reaction } from '../../platform/reaction.ts';
import { staffOf } from '../../proposals/parties.ts';
import { dataRequests } from './tables.ts';

type Row = typeof dataRequests.$inferSelect;

/** The request an event is of; null once it was erased with its household. */
async function readRequest(tx: Tx, requestId: string) {
	const [row] = await tx.select().from(dataRequests).where(eq(dataRequests.id, requestId));
	return row ?? null;
}

/** The data-protection officers are told; where nobody is, those who give access are, to invite one. */
export const tellAsked: Reaction<'DataRequestAsked'> = async (unit, event) => {
	const request = await readRequest(unit.tx, event.requestId);
	if (!request) return;
	const { organismId, dueAt, id } = request;
	const officers = await staffOf(unit.tx, [organismId], ['dataProtectionOfficer']);
	await writeLetters(unit, event.eventId, officers, 'dataRequestReceived', { dueAt }, `/gestion/demandes/${id}`);
	if (officers.length > 0) return;
	const inviters = await staffOf(unit.tx, [organismId], ['manager', 'organismAdmin']);
	await writeLetters(unit, event.eventId, inviters, 'dataRequestUnattended', { dueAt }, '/gestion/acces');
};

/** Tells the person who asked, and nobody else of the household. */
const tellPerson =
	(answer: DataRequestAnswer): Reaction<AnswerEvent> =>
	async (unit, event) => {
		const request = await readRequest(unit.tx, event.requestId);
		if (!request) return;
		const person = await unit.tx.select().from(accounts).where(eq(accounts.id, request.accountId));
		const { kind, dueAt, refusalReason, prolongationReason } = request;
		const params = { answer, kind, dueAt, refusalReason, prolongationReason };
		await writeLetters(unit, event.eventId, person, 'dataRequestAnswered', params, '/mes-donnees#demandes');
	};
type AnswerEvent =
	'DataRequestProlonged' | 'DataRequestGranted' | 'CorrectionOrdered' | 'DataRequestRefused' | 'DataCorrected';

export const tellProlonged = tellPerson('prolonged');
export const tellGranted = tellPerson('granted');
export const tellAccepted = tellPerson('toCorrect');
export const tellRefused = tellPerson('refused');
export const tellCorrected = tellPerson('corrected');

/** Who keeps the file has something to correct in it. */
export const tellToCorrect: Reaction<'CorrectionOrdered'> = async (unit, event) => {
	const request = await readRequest(unit.tx, event.requestId);
	if (!request) return;
	const officers = await staffOf(unit.tx, [request.organismId], ['officer', 'manager']);
	await writeLetters(
		unit,
		event.eventId,
		officers,
		'correctionOrdered',
		{ dueAt: request.dueAt },
		'/gestion/corrections'
	);
};

/** Whose turn it is: to answer, or to correct what was accepted. */
const awaited = ({ state }: Row): readonly StaffRole[] =>
	state === 'toCorrect' ? ['officer', 'manager'] : ['dataProtectionOfficer'];
const pageOf = ({ id, state }: Row): string =>
	state === 'toCorrect' ? '/gestion/corrections' : `/gestion/demandes/${id}`;

export const tellDue: Reaction<'DataRequestDue'> = async (unit, event) => {
	const request = await readRequest(unit.tx, event.requestId);
	if (!request) return;
	const people = await staffOf(unit.tx, [request.organismId], awaited(request));
	await writeLetters(unit, event.eventId, people, 'dataRequestDue', { dueAt: request.dueAt }, pageOf(request));
};

/** Managers are told as well: the organism answers for the delay. One letter each, whoever is also the one awaited. */
export const tellLate: Reaction<'DataRequestLate'> = async (unit, event) => {
	const request = await readRequest(unit.tx, event.requestId);
	if (!request) return;
	const params = { dueAt: request.dueAt };
	const people = await staffOf(unit.tx, [request.organismId], awaited(request));
	await writeLetters(unit, event.eventId, people, 'dataRequestLate', params, pageOf(request));
	const managers = await staffOf(unit.tx, [request.organismId], ['manager']);
	await writeLetters(unit, event.eventId, managers, 'dataRequestLate', params, '/gestion');
};
