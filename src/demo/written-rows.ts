/** How what the generator gives is written: the tables that each of its rows goes to, and what is written there. */
import { instantAt } from '#domain/calendar.ts';
import { answerDueAt } from '#domain/households/answer-terms.ts';
import { dataRequestWorkflow } from '#domain/households/data-request.workflow.ts';
import { defaultSettings } from '#domain/eligibility/rule-version.ts';
import { defaultCharter } from '#domain/eligibility/settings.ts';
import { defaultStepDelays } from '#domain/proposals/proposal.ts';
import { mandateEnd } from '#domain/households/mandate.ts';
import { accounts } from '#server/accounts/tables.ts';
import { dwellingAddresses, dwellings, estates, leases } from '#server/dwellings/tables.ts';
import { ruleSetVersions } from '#server/eligibility/tables.ts';
import { mandates } from '#server/households/mandate-tables.ts';
import { sealHealth } from '#server/households/health.ts';
import { sealOccupancy } from '#server/households/household-of.ts';
import { sealStatement } from '#server/households/requests/sealed-text.ts';
import { dataRequests } from '#server/households/requests/tables.ts';
import { households, persons } from '#server/households/tables.ts';
import { sealMotive } from '#server/needs/motive.ts';
import { listings } from '#server/needs/tables.ts';
import { committeeMembers, communes, organisms, territories } from '#server/organisms/tables.ts';
import type { Keys } from '#server/platform/sealed.ts';
import { written, type Written } from './bulk-load.ts';
import { demoLabels } from './territory/cast.ts';
import type { HouseholdRow, OrganismRow, RowKind, RowsByKind } from './territory/rows.ts';

/** What rows need beside themselves. */
export type Shared = { territoryId: string; passwordHash: string; keys: Keys };

/** When the invented boards decided their first rules. */
const decidedAt = new Date('2025-12-15T09:00:00Z');

/** Rules are the defaults of the rule book, decided once: no threshold is invented. */
const firstRules = (territoryId: string, decided: Pick<typeof ruleSetVersions.$inferInsert, RulesOfOne>) =>
	written(ruleSetVersions, {
		...decided,
		territoryId,
		number: 1,
		createdAt: decidedAt,
		updatedAt: decidedAt,
		effectiveFrom: defaultCharter.from,
		activatedAt: decidedAt
	});
type RulesOfOne = 'scope' | 'organismId' | 'settings' | 'reference';

function* organismAndItsRules(row: OrganismRow, { territoryId }: Shared): Generator<Written> {
	const { id, name, kind, phone, email, openingHours, quorum, allowsExchangeAlone } = row;
	yield written(organisms, {
		id,
		territoryId,
		name,
		kind,
		phone,
		email,
		openingHours,
		quorum,
		allowsExchangeAlone
	});
	// A body outside the HLM sector has decided nothing yet.
	if (kind !== 'OTHER')
		yield firstRules(territoryId, {
			scope: 'organism',
			organismId: id,
			settings: defaultSettings.organism,
			reference: 'Conseil d’administration de démonstration'
		});
}

function* householdAndItsPersons(row: HouseholdRow, { keys }: Shared): Generator<Written> {
	const { id, organismId, name, isCouple, persons: people, lease: _lease, ...known } = row;
	const { accessNeeds, receivesAah, receivesAeeh, priorityGroups, ...situation } = known;
	const disabilityCards = people.filter((person) => person.hasDisabilityCard).map((person) => person.id);
	const health = sealHealth(keys, id, {
		accessNeeds,
		receivesAah,
		...(receivesAeeh !== undefined && { receivesAeeh }),
		...(priorityGroups && { priorityGroups }),
		disabilityCards
	});
	yield written(households, { id, organismId, name, isCouple, situation, health });
	for (const [position, { hasDisabilityCard: _sealed, custody, ...person }] of people.entries())
		yield written(persons, { ...person, custody: custody ?? null, householdId: id, organismId, position });
}

/** The rows of each kind, as the database has them. */
export const rowsOf: { [K in RowKind]: (row: RowsByKind[K], shared: Shared) => Iterable<Written> } = {
	territories: ({ id, name }) => [
		written(territories, { id, name, isDemo: true, maxCycle: 4, maxChain: 4, stepDelays: defaultStepDelays }),
		firstRules(id, {
			scope: 'territory',
			organismId: null,
			settings: defaultSettings.territory,
			reference: 'Charte de la bourse, territoire de démonstration'
		})
	],
	communes: ({ insee, name, department, lon, lat, population }) => [
		written(communes, { insee, name, department, lon, lat, population })
	],
	organisms: organismAndItsRules,
	committeeMembers: (row) => [written(committeeMembers, { ...row, isActive: true })],
	estates: (row) => [written(estates, row)],
	dwellings: (row) => [
		written(dwellings, {
			...row,
			programme: row.programme ?? null,
			recordedOn: row.recordedOn ?? null
		})
	],
	addresses: (row) => [written(dwellingAddresses, row)],
	households: householdAndItsPersons,
	leases: ({ since: startsOn, disabledOccupantLeft, ...row }, { keys }) => {
		const { isMainResidence, isInsured, hasDutyBreach, recordedOn, ...lease } = row;
		return [
			written(leases, {
				...lease,
				startsOn,
				checks: { isMainResidence, isInsured, hasDutyBreach, recordedOn },
				disabledOccupantLeft: disabledOccupantLeft == null ? null : sealOccupancy(keys, row.id, disabledOccupantLeft)
			})
		];
	},
	listings: ({ motive, publishedOn, ...row }, { keys }) => {
		// A household in danger is never advertised, nor its motive written where its organism's staff read lists.
		const isInDanger = motive === 'violence';
		return [
			written(listings, {
				...row,
				state: isInDanger ? 'draft' : 'published',
				motive: isInDanger ? null : sealMotive(keys, row.id, motive),
				publishedOn: isInDanger ? null : publishedOn,
				updatedAt: new Date(`${publishedOn}T10:00:00Z`)
			})
		];
	},
	dataRequests: ({ askedOn, statement, ...row }, { keys }) => {
		const askedAt = instantAt(askedOn, '10:00');
		return [
			written(dataRequests, {
				...row,
				kind: 'rectification',
				state: dataRequestWorkflow.initial,
				statement: sealStatement(keys, row.id, statement),
				askedAt,
				dueAt: answerDueAt(askedAt, false)
			})
		];
	},
	accounts: (row, { passwordHash }) => [
		written(accounts, {
			id: row.id,
			kind: row.kind,
			email: row.email,
			firstName: row.firstName,
			lastName: row.lastName,
			phone: row.phone,
			passwordHash,
			householdId: row.kind === 'tenant' ? row.householdId : null,
			organismId: row.kind === 'staff' ? row.organismId : null,
			territoryId: row.kind === 'coordinator' ? row.territoryId : null,
			staffRole: row.kind === 'staff' ? row.staffRole : null,
			committeeMemberId: (row.kind === 'staff' && row.committeeMemberId) || null,
			demoLabel: demoLabels.get(row.email) ?? null
		})
	],
	mandates: ({ givenOn, months, ...row }) => [
		written(mandates, { ...row, createdAt: instantAt(givenOn, '10:00'), endsAt: mandateEnd(givenOn, months) })
	]
};
