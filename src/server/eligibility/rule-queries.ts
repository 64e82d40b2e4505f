import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { dayOf, type Day } from '#domain/calendar.ts';
import {
	changedSettings,
	completed,
	settingsOfCharter,
	type RuleScope,
	type SettingName,
	type SettingsOf
} from '#domain/eligibility/rule-version.ts';
import { gradeCeilings } from '#domain/eligibility/ceilings.ts';
import { accounts } from '../accounts/tables.ts';
import { loadRuleSet } from '../organisms/rule-set.ts';
import { isAllowed } from '../platform/trpc.ts';
import { rights } from '../platform/rights.ts';
import { asActor } from '../platform/unit.ts';
import { findDraft, ofOwner, ownerFor, settingsInForce, type RuleWriter, type WriterContext } from './rule-versions.ts';
import type { Tx } from '../platform/context.ts';
import type { RuleOwner } from './rule-versions.ts';
import { ruleSetVersions } from './tables.ts';

/** A version put in force, as its history tells it. */
export type VersionView = {
	number: number;
	reference: string;
	effectiveFrom: Day;
	activatedAt: Date;
	/** Who put it in force, when who asks may know. */
	by: string | null;
	state: 'upcoming' | 'inForce' | 'past';
	/** What it changed of the version before it. */
	changed: SettingName[];
};

/** The rules that an owner writes: in force, being written, and of before. */
export const getRules = <S extends RuleScope>(ctx: WriterContext, scope: S) =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => {
		const owner = await ownerFor(tx, ctx.actor);
		const today = dayOf(now);
		const thisYear = Number(today.slice(0, 4));
		const inForce = (await settingsInForce(tx, owner, today)) as SettingsOf[S];
		const ruleSet = await loadRuleSet(tx, owner.territoryId, today);
		const draft = await findDraft(tx, owner);
		const versions = await historyOf(tx, owner, today);
		return {
			today,
			/** The name of the rules of the territory today, as runs and sheets keep it. */
			ruleSet: ruleSet.version,
			inForce,
			draft: draft && {
				number: draft.number,
				revision: draft.revision,
				reference: draft.reference,
				updatedAt: draft.updatedAt,
				settings: draft.settings as SettingsOf[S],
				changed: changedSettings<S>(inForce, draft.settings as SettingsOf[S])
			},
			versions,
			/** What is known of the ceilings of leases signed this year and the next. */
			ceilings: [thisYear, thisYear + 1].map((year) => ({ year, grades: gradeCeilings(year) })),
			actions: actionsOf(ctx.actor, scope, draft !== null)
		};
	});

/** The charter in force, for whoever applies it. */
export const getCharterInForce = (ctx: WriterContext) =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => {
		const { territoryId } = await ownerFor(tx, ctx.actor);
		const { charter, version } = await loadRuleSet(tx, territoryId, dayOf(now));
		return {
			ruleSet: version,
			/** Null while the territory has decided nothing. */
			number: charter.version === '0' ? null : charter.version,
			from: charter.from,
			settings: settingsOfCharter(charter)
		};
	});

async function historyOf(tx: Tx, owner: RuleOwner, today: Day): Promise<VersionView[]> {
	const rows = await tx
		.select({ version: ruleSetVersions, firstName: accounts.firstName, lastName: accounts.lastName })
		.from(ruleSetVersions)
		.leftJoin(accounts, eq(accounts.id, ruleSetVersions.activatedBy))
		.where(and(ofOwner(owner), isNotNull(ruleSetVersions.activatedAt)))
		.orderBy(desc(ruleSetVersions.effectiveFrom), desc(ruleSetVersions.activatedAt));
	const inForce = rows.find(({ version }) => version.effectiveFrom! <= today);
	return rows.map(({ version, firstName, lastName }, place) => ({
		number: version.number,
		reference: version.reference,
		effectiveFrom: version.effectiveFrom!,
		activatedAt: version.activatedAt!,
		by: firstName && lastName ? `${firstName} ${lastName}` : null,
		state: version.effectiveFrom! > today ? 'upcoming' : version === inForce?.version ? 'inForce' : 'past',
		changed: changedSettings(
			completed(owner.scope, rows[place + 1]?.version.settings ?? {}),
			completed(owner.scope, version.settings)
		)
	}));
}

const procedures = {
	territory: { save: 'eligibility.saveCharter', activate: 'eligibility.activateCharter' },
	organism: { save: 'eligibility.saveThresholds', activate: 'eligibility.activateThresholds' }
} as const;

/** What may be done now, by who asks. */
function actionsOf(actor: RuleWriter, scope: RuleScope, hasDraft: boolean): ('write' | 'activate' | 'discard')[] {
	if (!isAllowed(rights[procedures[scope].save]!, actor)) return [];
	return hasDraft ? ['write', 'activate', 'discard'] : ['write'];
}
