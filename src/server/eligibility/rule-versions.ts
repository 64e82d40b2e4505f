/** Writing rules: a draft, its revisions, and the day it is put in force. The charter and thresholds go the same way. */
import { and, eq, isNull, max } from 'drizzle-orm';
import { dayOf, type Day } from '#domain/calendar.ts';
import {
	activate,
	changedSettings,
	completed,
	settingsOfCharter,
	settingsOfOrganism,
	type ActivationRefusal,
	type RuleScope,
	type SettingsOf
} from '#domain/eligibility/rule-version.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Coordinator, Staff } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { command, type Unit } from '../platform/unit.ts';
import { violates } from '../platform/violations.ts';
import { loadRuleSet } from '../organisms/rule-set.ts';
import { organisms } from '../organisms/tables.ts';
import { ruleSetVersions } from './tables.ts';

/** Who writes rules: the coordinator its charter, the staff of an organism its thresholds. */
export type RuleWriter = Coordinator | Staff;
export type WriterContext = Context & { actor: RuleWriter };
export type RuleRefusal = ActivationRefusal | 'KEY_REUSED';

/** What a writer writes about. */
export type RuleOwner = { scope: RuleScope; territoryId: string; organismId: string | null };

/** The charter of the coordinator's territory, or the thresholds of the staff's organism. */
export async function ownerFor(tx: Tx, actor: RuleWriter): Promise<RuleOwner> {
	if (actor.role === 'coordinator') return { scope: 'territory', territoryId: actor.territoryId, organismId: null };
	const [organism] = await tx
		.select({ territoryId: organisms.territoryId })
		.from(organisms)
		.where(eq(organisms.id, actor.organismId));
	return { scope: 'organism', territoryId: organism!.territoryId, organismId: actor.organismId };
}

/** The versions of an owner. */
export const ofOwner = ({ scope, territoryId, organismId }: RuleOwner) =>
	and(
		eq(ruleSetVersions.scope, scope),
		eq(ruleSetVersions.territoryId, territoryId),
		organismId ? eq(ruleSetVersions.organismId, organismId) : isNull(ruleSetVersions.organismId)
	);

/** What applies to an owner on a day: its decided settings, else the defaults of the rule book. */
export async function settingsInForce(tx: Tx, owner: RuleOwner, on: Day): Promise<SettingsOf[RuleScope]> {
	const { charter, organisms: decided } = await loadRuleSet(tx, owner.territoryId, on);
	return owner.organismId ? settingsOfOrganism(decided[owner.organismId]) : settingsOfCharter(charter);
}

const isDraft = isNull(ruleSetVersions.activatedAt);

/** The draft of an owner, locked when it is to be changed; null when there is none. */
export async function findDraft(tx: Tx, owner: RuleOwner, isLocked = false) {
	const query = tx
		.select()
		.from(ruleSetVersions)
		.where(and(ofOwner(owner), isDraft));
	const [draft] = await (isLocked ? query.for('update') : query);
	return draft ? { ...draft, settings: completed(owner.scope, draft.settings) } : null;
}

/**
 * Keeps a draft, the first time or again.
 *
 * @param draft.revision the draft as it was when its form was made; null when there was none.
 */
export async function saveDraft<S extends RuleScope>(
	ctx: WriterContext,
	draft: { settings: SettingsOf[S]; reference: string; revision: number | null }
): Promise<Result<{ revision: number }, RuleRefusal>> {
	try {
		return await command(ctx, 'eligibility.saveDraft', draft, async (unit) => {
			const owner = await ownerFor(unit.tx, ctx.actor);
			const kept = await findDraft(unit.tx, owner, true);
			if ((kept?.revision ?? null) !== draft.revision) return err('RULES_DRAFT_CHANGED');
			const { settings, reference } = draft;
			if (!kept) return ok(await writeFirst(unit, owner, { settings, reference }, ctx.actor));
			const revision = kept.revision + 1;
			await unit.tx
				.update(ruleSetVersions)
				.set({ settings, reference, revision, updatedAt: unit.now, createdBy: ctx.actor.accountId })
				.where(eq(ruleSetVersions.id, kept.id));
			return ok({ revision });
		});
	} catch (error) {
		// Two people began a draft at the same moment: the second reads the first one's. Either index may be the one that says so.
		if (violates(error, 'one_draft_of_rules_at_a_time', 'one_number_per_version_of_rules'))
			return err('RULES_DRAFT_CHANGED');
		throw error;
	}
}

async function writeFirst(
	{ tx, now }: Unit,
	owner: RuleOwner,
	content: { settings: SettingsOf[RuleScope]; reference: string },
	actor: RuleWriter
): Promise<{ revision: number }> {
	const [last] = await tx
		.select({ number: max(ruleSetVersions.number) })
		.from(ruleSetVersions)
		.where(ofOwner(owner));
	await tx.insert(ruleSetVersions).values({
		...owner,
		...content,
		number: (last?.number ?? 0) + 1,
		createdBy: actor.accountId,
		createdAt: now,
		updatedAt: now
	});
	return { revision: 1 };
}

/** Gives up the draft. */
export const discardDraft = (ctx: WriterContext, input: { revision: number }): Promise<Result<null, RuleRefusal>> =>
	command(ctx, 'eligibility.discardDraft', input, async (unit) => {
		const draft = await findDraft(unit.tx, await ownerFor(unit.tx, ctx.actor), true);
		if (!draft) return err('RULES_NO_DRAFT');
		if (draft.revision !== input.revision) return err('RULES_DRAFT_CHANGED');
		await unit.tx.delete(ruleSetVersions).where(eq(ruleSetVersions.id, draft.id));
		return ok(null);
	});

/** Puts the draft in force from a day. From then on it is never changed: a new version follows it. */
export const activateDraft = (
	ctx: WriterContext,
	input: { revision: number; from: Day }
): Promise<Result<{ number: number }, RuleRefusal>> =>
	command(ctx, 'eligibility.activateDraft', input, async (unit) => {
		const { tx, now } = unit;
		const owner = await ownerFor(tx, ctx.actor);
		const draft = await findDraft(tx, owner, true);
		if (!draft) return err('RULES_NO_DRAFT');
		if (draft.revision !== input.revision) return err('RULES_DRAFT_CHANGED');
		// It is compared with what it will replace that day, which may not be what is in force today.
		const replaced = await settingsInForce(tx, owner, input.from);
		const decided = activate(draft, replaced, { from: input.from, today: dayOf(now) });
		if (!decided.ok) return decided;
		await tx
			.update(ruleSetVersions)
			.set({ effectiveFrom: decided.value.from, activatedAt: now, activatedBy: ctx.actor.accountId })
			.where(eq(ruleSetVersions.id, draft.id));
		const names = changedSettings(replaced, draft.settings);
		await unit.record([{ type: 'SettingsChanged', subjectId: owner.organismId ?? owner.territoryId, names }], {
			territoryId: owner.territoryId
		});
		return ok({ number: draft.number });
	});
