/** What a draft would change for the pool of today: counts only, nobody is named. */
import { addDays, dayOf, type Day } from '#domain/calendar.ts';
import { compileRuleSet } from '#domain/eligibility/compile.ts';
import { previewChange, type Preview } from '#domain/eligibility/preview.ts';
import {
	charterOf,
	organismSettingsOf,
	type RuleScope,
	type RuleVersion,
	type SettingsOf
} from '#domain/eligibility/rule-version.ts';
import { aRuleSet, type RuleSet } from '#domain/eligibility/settings.ts';
import { searchableNeed, type PoolListing } from '#domain/matching/compatibility/listing.ts';
import type { Dwelling } from '#domain/dwellings/dwelling.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { samplePool } from '../matching/load-pool.ts';
import { loadRuleSet } from '../organisms/rule-set.ts';
import { asActor, asSystem } from '../platform/unit.ts';
import { findDraft, ownerFor, type RuleOwner, type WriterContext } from './rule-versions.ts';

/** Listings looked at, at most: beyond, the answer is that of a sample, and says so. */
const sampleSize = 1_500;
/** Homes that stay free within this time are in the pool. */
const vacancyDays = 90;

export type RulesPreview = Preview & {
	on: Day;
	/** Listings looked at, of so many published ones that no exchange holds. */
	listings: number;
	published: number;
	vacancies: number;
};

/**
 * Compares the rules of today with what they would be under the draft, over the moves that published needs ask for.
 * Reads as the engine does, since whoever writes rules may not read the files of the households.
 */
export async function previewDraft(ctx: WriterContext): Promise<Result<RulesPreview, 'RULES_NO_DRAFT'>> {
	const read = await asActor(ctx.deps, ctx.actor, async (unit) => {
		const owner = await ownerFor(unit.tx, ctx.actor);
		const draft = await findDraft(unit.tx, owner);
		if (!draft) return null;
		const on = dayOf(unit.now);
		const before = await loadRuleSet(unit.tx, owner.territoryId, on);
		const sample = { most: sampleSize, freeBy: addDays(on, vacancyDays) };
		return asSystem(unit, async (system) => ({
			on,
			before,
			after: withDraft(before, owner, draft.settings, on),
			...(await samplePool(system, owner.territoryId, sample))
		}));
	});
	if (!read) return err('RULES_NO_DRAFT');
	const { on, before, after, listings, vacancies, published } = read;
	const pool = poolOf(listings, vacancies);
	return ok({
		...previewChange(pool, compileRuleSet(before, on), compileRuleSet(after, on)),
		on,
		listings: listings.length,
		published,
		vacancies: vacancies.length
	});
}

/** The rules of the territory as they would be with the draft in the place of what is in force. */
function withDraft(rules: RuleSet, owner: RuleOwner, settings: SettingsOf[RuleScope], on: Day): RuleSet {
	const version = { number: 0, reference: '', settings, effectiveFrom: on };
	if (!owner.organismId)
		return aRuleSet(charterOf(owner.territoryId, version as RuleVersion<'territory'>), rules.organisms);
	return aRuleSet(rules.charter, {
		...rules.organisms,
		[owner.organismId]: organismSettingsOf(owner.organismId, version as RuleVersion<'organism'>)
	});
}

/** The moves that the needs ask for: communes and number of rooms, each home but one's own. */
function poolOf(listings: readonly PoolListing[], vacancies: readonly Dwelling[]) {
	const households = listings.map(({ household, dwelling, need }) => ({
		household,
		current: dwelling,
		need: searchableNeed(need)
	}));
	const dwellings = [...listings.map(({ dwelling }) => dwelling), ...vacancies];
	const byCommune = Map.groupBy(dwellings.keys(), (place) => dwellings[place]!.commune);
	return { households, dwellings, pairs: pairsAsked() };

	function* pairsAsked(): Generator<readonly [number, number]> {
		for (const [h, { need }] of households.entries()) {
			if (!need) continue;
			for (const commune of new Set(need.communes))
				for (const d of byCommune.get(commune) ?? [])
					if (d !== h && dwellings[d]!.rooms >= need.minRooms && dwellings[d]!.rooms <= need.maxRooms) yield [h, d];
		}
	}
}
