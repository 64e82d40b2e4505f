import postgres, { type Sql } from 'postgres';
import { dayOf, type Day } from '#domain/calendar.ts';
import { defaultSettings } from '#domain/eligibility/rule-version.ts';
import { defaultCharter } from '#domain/eligibility/settings.ts';
import type { OrganismKind } from '#domain/organisms/organism.ts';
import { defaultStepDelays } from '#domain/proposals/proposal.ts';
import ceilings from '#domain/reference/plafonds-ressources.json' with { type: 'json' };
import { hashPassword } from '#server/accounts/passwords.ts';
import { sealHealth } from '#server/households/health.ts';
import type { HouseholdHealth } from '#server/households/tables.ts';
import { sealOccupancy } from '#server/households/household-of.ts';
import { sealMotive } from '#server/needs/motive.ts';
import type { Keys } from '#server/platform/sealed.ts';
import { bulkLoad } from './copy.ts';
import { demoLabels } from './territory/cast.ts';
import { generateTerritory, type Size } from './territory/generate.ts';
import type { RowKind, RowsByKind } from './territory/rows.ts';

/** The password of every account of an invented territory; written on its sign-in page. */
export const demoPassword = 'chasse-croise-demo';

export type SeedOptions = { size: Size; seed: number; today?: Day; imbalance?: 2 | 3.5 | 5.5 };
export type SeedReport = Record<RowKind, number> & { seconds: number };

/** Seeds the demo's territory when the database has none. False when there was one already. */
export async function seedIfEmpty(
	ownerUrl: string,
	keys: Keys,
	options: SeedOptions = { size: 'S', seed: 42 }
): Promise<boolean> {
	const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
	try {
		const [row] = await sql`select exists (select from territory) as "isSeeded"`;
		if (row!.isSeeded) return false;
		await seedWith(sql, keys, options);
		return true;
	} finally {
		await sql.end();
	}
}

/**
 * Writes an invented territory into an empty database, in one transaction.
 *
 * @param keys of what is sealed: those that the application will open it with
 */
export async function seed(ownerUrl: string, keys: Keys, options: SeedOptions): Promise<SeedReport> {
	const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
	try {
		return await seedWith(sql, keys, options);
	} finally {
		await sql.end();
	}
}

/**
 * The day an invented territory lives on when none is said: today, unless the income ceilings of the months that a
 * chain takes are not published yet; then a day of the last year for which they are.
 */
export function demoDay(now: Date): Day {
	const today = dayOf(now);
	const lastYear = Math.max(...Object.keys(ceilings.ceilings).map(Number));
	return today <= `${lastYear}-11-30` ? today : `${lastYear}-10-05`;
}

async function seedWith(
	sql: Sql,
	keys: Keys,
	{ size, seed, today = demoDay(new Date()), imbalance }: SeedOptions
): Promise<SeedReport> {
	const started = performance.now();
	const passwordHash = await hashPassword(demoPassword);
	const counts = Object.fromEntries(Object.keys(writers).map((kind) => [kind, 0])) as Record<RowKind, number>;
	await sql.begin(async (tx) => {
		const load = bulkLoad(tx);
		let territoryId = '';
		for (const { kind, rows } of generateTerritory({ size, seed, today, ...(imbalance && { imbalance }) })) {
			if (kind === 'territories') territoryId = rows[0]!.id;
			await addRows(load, kind, rows, { passwordHash, territoryId, keys });
			counts[kind] += rows.length;
		}
		await load.insertAll();
		// The clock of the territory starts that morning.
		if (today !== dayOf(new Date()))
			await tx`update demo_clock set shift = (${today}::date + time '09:00') at time zone 'Europe/Paris' - now()`;
	});
	await sql`analyze`;
	return { ...counts, seconds: (performance.now() - started) / 1000 };
}

/** What rows need beside themselves. */
type Shared = { passwordHash: string; territoryId: string; keys: Keys };

/** How the rows of each kind are written: the table, its columns, and the values of a row in that order. */
type Writer<K extends RowKind> = {
	table: string;
	columns: readonly string[];
	values: (row: RowsByKind[K], shared: Shared) => readonly unknown[];
};

const writers: { [K in RowKind]: Writer<K> } = {
	territories: {
		table: 'territory',
		columns: ['id', 'name', 'is_demo', 'max_cycle', 'max_chain', 'step_delays'],
		values: (row) => [row.id, row.name, true, 4, 4, defaultStepDelays]
	},
	communes: {
		table: 'commune',
		columns: ['insee', 'name', 'department', 'lon', 'lat', 'population'],
		values: (row) => [row.insee, row.name, row.department, row.lon, row.lat, row.population]
	},
	organisms: {
		table: 'organism',
		columns: [
			'id',
			'territory_id',
			'name',
			'kind',
			'phone',
			'email',
			'opening_hours',
			'quorum',
			'allows_exchange_alone'
		],
		values: (row, { territoryId }) => [
			row.id,
			territoryId,
			row.name,
			row.kind,
			row.phone,
			row.email,
			row.openingHours,
			row.quorum,
			row.allowsExchangeAlone
		]
	},
	committeeMembers: {
		table: 'committee_member',
		columns: ['id', 'organism_id', 'name', 'capacity', 'is_voting', 'is_active'],
		values: (row) => [row.id, row.organismId, row.name, row.capacity, row.isVoting, true]
	},
	estates: {
		table: 'estate',
		columns: ['id', 'organism_id', 'commune', 'name'],
		values: (row) => [row.id, row.organismId, row.commune, row.name]
	},
	dwellings: {
		table: 'dwelling',
		columns: [
			'id',
			'organism_id',
			'estate_id',
			'commune',
			'rooms',
			'area',
			'floor',
			'has_lift',
			'accessibility',
			'financing',
			'relet_rent',
			'annex_rent',
			'charges',
			'energy_class',
			'is_decent',
			'has_apl_agreement',
			'is_in_priority_quarter',
			'reservation',
			'blockers',
			'is_furnished',
			'vacant_from',
			'starts_chains',
			'programme',
			'recorded_on'
		],
		values: (row) => [
			row.id,
			row.organismId,
			row.estateId,
			row.commune,
			row.rooms,
			row.area,
			row.floor,
			row.hasLift,
			row.accessibility,
			row.financing,
			row.reletRent,
			row.annexRent,
			row.charges,
			row.energyClass,
			row.isDecent,
			row.hasAplAgreement,
			row.isInPriorityQuarter,
			row.reservation,
			row.blockers,
			row.isFurnished,
			row.vacantFrom,
			row.startsChains,
			row.programme,
			row.recordedOn
		]
	},
	addresses: {
		table: 'dwelling_address',
		columns: ['dwelling_id', 'organism_id', 'reference', 'street', 'postal_code', 'door'],
		values: (row) => [row.dwellingId, row.organismId, row.reference, row.street, row.postalCode, row.door]
	},
	households: {
		table: 'household',
		columns: ['id', 'organism_id', 'name', 'is_couple', 'situation', 'health'],
		values: (row, { keys }) => {
			const { id, organismId, name, isCouple, persons, lease: _lease, ...known } = row;
			const { accessNeeds, receivesAah, receivesAeeh, priorityGroups, ...situation } = known;
			const health: HouseholdHealth = {
				accessNeeds,
				receivesAah,
				...(receivesAeeh !== undefined && { receivesAeeh }),
				...(priorityGroups && { priorityGroups }),
				disabilityCards: persons.filter((person) => person.hasDisabilityCard).map((person) => person.id)
			};
			return [id, organismId, name, isCouple, situation, sealHealth(keys, id, health)];
		}
	},
	leases: {
		table: 'lease',
		columns: [
			'id',
			'number',
			'dwelling_id',
			'household_id',
			'organism_id',
			'kind',
			'principal_rent',
			'annex_rent',
			'charges',
			'starts_on',
			'notice_given',
			'has_litigation',
			'checks',
			'disabled_occupant_left'
		],
		values: (
			{
				id,
				number,
				dwellingId,
				householdId,
				organismId,
				kind,
				principalRent,
				annexRent,
				charges,
				since,
				noticeGiven,
				hasLitigation,
				disabledOccupantLeft,
				...checks
			},
			{ keys }
		) => [
			id,
			number,
			dwellingId,
			householdId,
			organismId,
			kind,
			principalRent,
			annexRent,
			charges,
			since,
			noticeGiven,
			hasLitigation,
			checks,
			disabledOccupantLeft == null ? null : sealOccupancy(keys, id, disabledOccupantLeft)
		]
	},
	listings: {
		table: 'listing',
		columns: [
			'id',
			'household_id',
			'dwelling_id',
			'organism_id',
			'state',
			'version',
			'motive',
			'need',
			'description',
			'published_on',
			'updated_at'
		],
		values: (row, { keys }) => [
			row.id,
			row.householdId,
			row.dwellingId,
			row.organismId,
			// A household in danger is never advertised, nor its motive written where its organism's staff read lists.
			row.motive === 'violence' ? 'draft' : 'published',
			1,
			row.motive === 'violence' ? null : sealMotive(keys, row.id, row.motive),
			row.need,
			row.description,
			row.motive === 'violence' ? null : row.publishedOn,
			`${row.publishedOn}T10:00:00Z`
		]
	},
	accounts: {
		table: 'account',
		columns: [
			'id',
			'kind',
			'email',
			'first_name',
			'last_name',
			'phone',
			'password_hash',
			'household_id',
			'organism_id',
			'territory_id',
			'staff_role',
			'locale',
			'demo_label',
			'created_at'
		],
		values: (row, { passwordHash }) => [
			row.id,
			row.kind,
			row.email,
			row.firstName,
			row.lastName,
			row.phone,
			passwordHash,
			row.kind === 'tenant' ? row.householdId : null,
			row.kind === 'staff' ? row.organismId : null,
			row.kind === 'coordinator' ? row.territoryId : null,
			row.kind === 'staff' ? row.staffRole : null,
			'fr',
			demoLabels.get(row.email) ?? null,
			new Date().toISOString()
		]
	}
};

type Load = ReturnType<typeof bulkLoad>;

async function addRows<K extends RowKind>(load: Load, kind: K, rows: readonly RowsByKind[K][], shared: Shared) {
	const { table, columns, values } = writers[kind] as Writer<K>;
	await load.add(
		table,
		columns,
		mapped(rows, (row) => values(row, shared))
	);
	if (kind === 'territories' || kind === 'organisms')
		await load.add('rule_set_version', ruleVersionColumns, ruleVersionValues(kind, rows, shared));
	if (kind === 'households')
		await load.add('person', personColumns, personValues(rows as readonly RowsByKind['households'][]));
}

const ruleVersionColumns = [
	'scope',
	'territory_id',
	'organism_id',
	'number',
	'settings',
	'reference',
	'created_at',
	'updated_at',
	'effective_from',
	'activated_at'
];

/**
 * The rules a territory starts with: the defaults of the rule book, decided once. No threshold is invented, and a body
 * outside the HLM sector has decided nothing yet.
 */
function* ruleVersionValues(
	kind: 'territories' | 'organisms',
	rows: readonly RowsByKind[RowKind][],
	{ territoryId }: Shared
): Generator<readonly unknown[]> {
	const isCharter = kind === 'territories';
	const decidedAt = '2025-12-15T09:00:00Z';
	for (const { id, kind: body } of rows as readonly { id: string; kind?: OrganismKind }[])
		if (body !== 'OTHER')
			yield [
				isCharter ? 'territory' : 'organism',
				territoryId,
				isCharter ? null : id,
				1,
				isCharter ? defaultSettings.territory : defaultSettings.organism,
				isCharter ? 'Charte de la bourse, territoire de démonstration' : 'Conseil d’administration de démonstration',
				decidedAt,
				decidedAt,
				defaultCharter.from,
				decidedAt
			];
}

const personColumns = [
	'id',
	'household_id',
	'organism_id',
	'position',
	'first_name',
	'last_name',
	'birth_date',
	'role',
	'custody',
	'is_ceiling_dependant',
	'is_apl_dependant'
];

function* personValues(households: readonly RowsByKind['households'][]): Generator<readonly unknown[]> {
	for (const household of households)
		for (const [position, person] of household.persons.entries())
			yield [
				person.id,
				household.id,
				household.organismId,
				position,
				person.firstName,
				person.lastName,
				person.birthDate,
				person.role,
				person.custody,
				person.isCeilingDependant,
				person.isAplDependant
			];
}

function* mapped<A, B>(items: Iterable<A>, change: (item: A) => B): Generator<B> {
	for (const item of items) yield change(item);
}
