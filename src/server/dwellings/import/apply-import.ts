/** The job that writes a file that was checked and confirmed: all of it in one transaction, or nothing. */
import { and, eq, sql, type SQL } from 'drizzle-orm';
import { dayOf } from '#domain/calendar.ts';
import { freeInChain } from '#domain/dwellings/import/fields.ts';
import type { Deps, Tx } from '../../platform/context.ts';
import { asActor, type Unit } from '../../platform/unit.ts';
import { heartbeat } from './import-actions.ts';
import { dwellingImports, importPieces } from './tables.ts';

type Import = typeof dwellingImports.$inferSelect;

/** Lines written by one statement: the database gives each statement a minute. */
const together = 20_000;

/**
 * Writes the file. What it changes is locked first, in the order of identifiers as everything that locks dwellings does;
 * when the stock is no more as the report saw it (a chain was published, a lease was signed), nothing is written and the
 * file is checked again.
 */
export const applyImport = (deps: Deps, importId: string): Promise<void> =>
	asActor(deps, { role: 'system' }, async (unit) => {
		const [row] = await unit.tx
			.select()
			.from(dwellingImports)
			.where(and(eq(dwellingImports.id, importId), eq(dwellingImports.state, 'applying')))
			.for('update');
		if (!row) return;
		await lockChanged(unit.tx, row.id);
		if (await isStale(unit.tx, row)) {
			await setState(unit, row.id, { state: 'checking' });
			await unit.enqueue('importDwellings', { importId: row.id }, heartbeat);
			return;
		}
		await writeLines(unit, row);
		await unit.tx.delete(importPieces).where(eq(importPieces.importId, row.id));
		await setState(unit, row.id, { state: 'applied', endedAt: unit.now });
		const { created, changed } = row.counts!;
		const event = { type: 'ImportApplied', importId: row.id, created, changed } as const;
		await unit.record([event], { organismIds: [row.organismId] });
	});

const setState = ({ tx }: Unit, importId: string, changes: Partial<Import>) =>
	tx.update(dwellingImports).set(changes).where(eq(dwellingImports.id, importId));

const lockChanged = (tx: Tx, importId: string) =>
	tx.execute(sql`
		select count(*) from (
			select id from dwelling where id in (
				select dwelling_id from dwelling_import_line where import_id = ${importId} and outcome = 'changed')
			order by id for update) locked`);

/** The sheet of a dwelling as `sheetOf` of the domain makes it. */
const sheet = sql`jsonb_build_object('street', address.street, 'postalCode', address.postal_code, 'door', address.door,
	'commune', dwelling.commune, 'estate', estate.name, 'rooms', rooms, 'area', area, 'floor', floor, 'hasLift', has_lift,
	'accessibility', accessibility, 'financing', financing, 'reletRent', relet_rent, 'annexRent', annex_rent,
	'charges', charges, 'energyClass', energy_class, 'isDecent', is_decent, 'hasAplAgreement', has_apl_agreement,
	'isInPriorityQuarter', is_in_priority_quarter, 'reservation', reservation ->> 'kind', 'isFurnished', is_furnished,
	'vacantFrom', vacant_from)`;

/** Whether a line would now be told otherwise than its report does: the same questions as `assessLine`. */
async function isStale(tx: Tx, { id, organismId }: Import): Promise<boolean> {
	const free = sql.join(
		freeInChain.map((field) => sql`${field}`),
		sql`, `
	);
	const [found] = await tx.execute<{ stale: boolean }>(sql`
		select exists (
			select from dwelling_import_line line
			left join dwelling on dwelling.id = line.dwelling_id
			left join dwelling_address address on address.dwelling_id = dwelling.id
			left join estate on estate.id = dwelling.estate_id
			where line.import_id = ${id} and line.outcome = 'changed' and (
				dwelling.id is null
				or address.reference <> line.reference
				or not (${sheet} @> line.before)
				or (exists (select from dwelling_hold where dwelling_id = dwelling.id and released_at is null)
					and line.after - array[${free}]::text[] <> '{}'::jsonb)
				or (line.after ->> 'vacantFrom' is not null
					and exists (select from lease where lease.dwelling_id = dwelling.id and ends_on is null))
				or (dwelling.starts_chains
					and (line.after @> '{"vacantFrom": null}'::jsonb or line.after @> '{"reletRent": null}'::jsonb)))
		) or exists (
			select from dwelling_import_line line
			join dwelling_address address on address.organism_id = ${organismId} and address.reference = line.reference
			where line.import_id = ${id} and line.outcome = 'created'
		) as stale`);
	return found!.stale;
}

async function writeLines(unit: Unit, row: Import): Promise<void> {
	const { tx } = unit;
	await makeEstates(tx, row);
	const [last] = await tx.execute<{ line: string | null }>(
		sql`select max(line) as line from dwelling_import_line where import_id = ${row.id}`
	);
	const today = dayOf(unit.now);
	for (let from = 0; from <= Number(last!.line); from += together) {
		const lines = sql`line.import_id = ${row.id} and line.line >= ${from} and line.line < ${from + together}`;
		await writeNew(tx, lines, today);
		await writeChanged(tx, lines, today);
	}
}

/** Residences are known by their name in their commune; those of the file that are new are made. */
const makeEstates = (tx: Tx, { id, organismId }: Import) =>
	tx.execute(sql`
		insert into estate (organism_id, commune, name)
		select distinct ${organismId}::uuid, coalesce(after ->> 'commune', dwelling.commune), coalesce(after ->> 'estate', estate.name)
		from dwelling_import_line line
		left join dwelling on dwelling.id = line.dwelling_id
		left join estate on estate.id = dwelling.estate_id
		where line.import_id = ${id} and line.outcome in ('created', 'changed') and (after ? 'estate' or after ? 'commune')
			and not exists (select from estate known where known.organism_id = ${organismId}
				and known.commune = coalesce(after ->> 'commune', dwelling.commune)
				and known.name = coalesce(after ->> 'estate', estate.name))`);

/** The residence of that name in that commune. */
const estateCalled = (name: SQL, commune: SQL) => sql`(select id from estate where estate.organism_id = line.organism_id
	and estate.name = ${name} and estate.commune = ${commune} order by id limit 1)`;

const reservationOf = sql`jsonb_build_object('kind', after ->> 'reservation', 'reserver', null, 'agreementRecorded', false)`;

async function writeNew(tx: Tx, lines: SQL, today: string): Promise<void> {
	await tx.execute(sql`
		insert into dwelling (id, organism_id, estate_id, commune, rooms, area, floor, has_lift, accessibility, financing,
			relet_rent, annex_rent, charges, energy_class, is_decent, has_apl_agreement, is_in_priority_quarter, reservation,
			is_furnished, vacant_from, recorded_on)
		select dwelling_id, organism_id, ${estateCalled(sql`after ->> 'estate'`, sql`after ->> 'commune'`)},
			after ->> 'commune', (after ->> 'rooms')::int, (after ->> 'area')::float8, (after ->> 'floor')::int,
			(after ->> 'hasLift')::boolean, after ->> 'accessibility', after ->> 'financing', (after ->> 'reletRent')::float8,
			(after ->> 'annexRent')::float8, (after ->> 'charges')::float8, after ->> 'energyClass',
			(after ->> 'isDecent')::boolean, (after ->> 'hasAplAgreement')::boolean,
			(after ->> 'isInPriorityQuarter')::boolean, ${reservationOf}, (after ->> 'isFurnished')::boolean,
			(after ->> 'vacantFrom')::date, ${today}::date
		from dwelling_import_line line where ${lines} and outcome = 'created'`);
	await tx.execute(sql`
		insert into dwelling_address (dwelling_id, organism_id, reference, street, postal_code, door)
		select dwelling_id, organism_id, reference, after ->> 'street', after ->> 'postalCode', after ->> 'door'
		from dwelling_import_line line where ${lines} and outcome = 'created'`);
}

/** What the line tells of a field, or what is on record when it tells nothing; told null erases. */
const told = (field: string, type: string, column: string) =>
	sql`case when after ? ${field} then (after ->> ${field})::${sql.raw(type)} else ${sql.raw(column)} end`;

async function writeChanged(tx: Tx, lines: SQL, today: string): Promise<void> {
	const name = sql`coalesce(after ->> 'estate', (select name from estate where estate.id = dwelling.estate_id))`;
	await tx.execute(sql`
		update dwelling set
			estate_id = case when after ? 'estate' or after ? 'commune'
				then ${estateCalled(name, sql`coalesce(after ->> 'commune', dwelling.commune)`)} else estate_id end,
			commune = ${told('commune', 'text', 'commune')}, rooms = ${told('rooms', 'int', 'rooms')},
			area = ${told('area', 'float8', 'area')}, floor = ${told('floor', 'int', 'floor')},
			has_lift = ${told('hasLift', 'boolean', 'has_lift')},
			accessibility = ${told('accessibility', 'text', 'accessibility')},
			financing = ${told('financing', 'text', 'financing')},
			relet_rent = ${told('reletRent', 'float8', 'relet_rent')},
			annex_rent = ${told('annexRent', 'float8', 'annex_rent')}, charges = ${told('charges', 'float8', 'charges')},
			energy_class = ${told('energyClass', 'text', 'energy_class')},
			is_decent = ${told('isDecent', 'boolean', 'is_decent')},
			has_apl_agreement = ${told('hasAplAgreement', 'boolean', 'has_apl_agreement')},
			is_in_priority_quarter = ${told('isInPriorityQuarter', 'boolean', 'is_in_priority_quarter')},
			-- What a reserver agreed to was about the reservation as it stood.
			reservation = case when after ? 'reservation' then ${reservationOf} else reservation end,
			is_furnished = ${told('isFurnished', 'boolean', 'is_furnished')},
			vacant_from = ${told('vacantFrom', 'date', 'vacant_from')}, recorded_on = ${today}::date
		from dwelling_import_line line
		where ${lines} and outcome = 'changed' and dwelling.id = line.dwelling_id`);
	await tx.execute(sql`
		update dwelling_address set street = ${told('street', 'text', 'street')},
			postal_code = ${told('postalCode', 'text', 'postal_code')}, door = ${told('door', 'text', 'door')}
		from dwelling_import_line line
		where ${lines} and outcome = 'changed' and dwelling_address.dwelling_id = line.dwelling_id
			and (after ? 'street' or after ? 'postalCode' or after ? 'door')`);
}
