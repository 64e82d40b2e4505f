import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { dayOf, type Day } from '#domain/calendar.ts';
import { candidacyStates, candidacyWorkflow } from '#domain/demands/candidacy.workflow.ts';
import { depositLimits, type DepositedFile } from '#domain/documents/deposited-file.ts';
import { asOf, isSensitive, type AskedDocument, type DocumentCode } from '#domain/documents/document.ts';
import { documentWorkflow } from '#domain/documents/document.workflow.ts';
import { neededDocuments } from '#domain/documents/needed-documents.ts';
import { sharedFileStates } from '#domain/proposals/leg.workflow.ts';
import { noteReading, ownActions } from '../households/help.ts';
import { householdOf } from '../households/household-of.ts';
import { households, persons } from '../households/tables.ts';
import { leases } from '../dwellings/tables.ts';
import { candidacies } from '../demands/tables.ts';
import { organisms } from '../organisms/tables.ts';
import type { ForHousehold } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { asActor, type Unit } from '../platform/unit.ts';
import { legs, proposals } from '../proposals/tables.ts';
import { openName } from './file-name.ts';
import { documentFiles } from './tables.ts';

/** A file as a list shows it. */
export type ListedFile = DepositedFile & { name: string; isScanned: boolean; depositedOn: Day };

const listed = (unit: Pick<Unit, 'deps'>, row: typeof documentFiles.$inferSelect): ListedFile => ({
	id: row.id,
	code: row.code,
	format: row.format,
	bytes: row.bytes,
	isScanned: row.isScanned,
	name: openName(unit.deps.config, row),
	depositedOn: dayOf(row.depositedAt)
});

/** The files of a household, the last first. */
export async function listFiles(unit: Pick<Unit, 'tx' | 'deps'>, householdId: string): Promise<ListedFile[]> {
	const rows = await unit.tx
		.select()
		.from(documentFiles)
		.where(eq(documentFiles.householdId, householdId))
		.orderBy(desc(documentFiles.depositedAt), asc(documentFiles.id));
	return rows.map((row) => listed(unit, row));
}

const runningCandidacies = candidacyStates.filter((state) => !candidacyWorkflow.isFinal(state));

/** The documents of the household: those asked from it and what became of each, what it keeps here, what may be asked. */
export const getOwnDocuments = (ctx: Context & { actor: ForHousehold }) =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const { householdId } = ctx.actor;
		noteReading(unit);
		// What may tell of health or violence is for the household itself to see to.
		const isShown = ({ code }: { code: DocumentCode }) => ctx.actor.role !== 'helper' || !isSensitive(code);
		const files = (await listFiles(unit, householdId)).filter(isShown);
		const asked = await readAsked(unit.tx, householdId);
		const today = dayOf(unit.now);
		const documents = asked ? asOf(asked.documents, today).filter(isShown) : [];
		const isOpen = asked?.state === 'screened';
		return {
			now: unit.now,
			/** The organism that asks, for which exchange and until when; null when none does. */
			request: asked && {
				proposalId: asked.proposalId,
				reference: asked.reference,
				organism: asked.organism,
				dueAt: asked.dueAt,
				isOpen
			},
			documents: documents.map((document) => withFiles(ctx.actor, document, files, isOpen)),
			/** Deposited for a document that nobody asks any more. */
			others: files.filter(({ code }) => !documents.some((one) => one.code === code)),
			/** What its situation calls for, before anything is asked. */
			needed: asked
				? []
				: (await readNeeded(unit, householdId)).filter(({ oneOf }) => oneOf.every((code) => isShown({ code }))),
			kept: { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) },
			limits: depositLimits
		};
	});

const withFiles = (reader: ForHousehold, document: AskedDocument, files: readonly ListedFile[], isOpen: boolean) => ({
	...document,
	isSensitive: isSensitive(document.code),
	files: files.filter(({ code }) => code === document.code),
	actions: ownActions(
		reader,
		(isOpen ? documentWorkflow.actionsFrom(document.state) : []).filter(
			(action) => action === 'deposit' || action === 'takeBack'
		),
		['deposit']
	)
});

async function readAsked(tx: Tx, householdId: string) {
	const [row] = await tx
		.select({
			documents: candidacies.documents,
			state: candidacies.state,
			proposalId: proposals.id,
			reference: proposals.reference,
			dueAt: proposals.dueAt,
			organism: {
				name: organisms.name,
				phone: organisms.phone,
				email: organisms.email,
				openingHours: organisms.openingHours
			}
		})
		.from(candidacies)
		.innerJoin(legs, eq(legs.id, candidacies.legId))
		.innerJoin(proposals, eq(proposals.id, legs.proposalId))
		.innerJoin(organisms, eq(organisms.id, candidacies.organismId))
		.where(
			and(
				eq(candidacies.householdId, householdId),
				inArray(candidacies.state, runningCandidacies),
				inArray(legs.state, [...sharedFileStates])
			)
		)
		.orderBy(desc(proposals.publishedAt))
		.limit(1);
	return row ?? null;
}

async function readNeeded({ tx, deps, now }: Unit, householdId: string) {
	const [row] = await tx.select().from(households).where(eq(households.id, householdId));
	const people = await tx.select().from(persons).where(eq(persons.householdId, householdId)).orderBy(persons.position);
	const [lease] = await tx
		.select()
		.from(leases)
		.where(and(eq(leases.householdId, householdId), isNull(leases.endsOn)));
	if (!row || !lease) return [];
	const household = householdOf(deps.config, row, people, lease);
	// Who will ask is not known: what only another organism would ask is told too.
	return neededDocuments({ household, isOwnTenant: false, today: dayOf(now) });
}
