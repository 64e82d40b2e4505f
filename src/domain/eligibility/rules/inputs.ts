/** The figures a rule read, each with where it comes from and the day it was true. */
import type { Stated } from '../../households/household.ts';
import type { DwellingFacts, HouseholdFacts, Pair } from '../facts.ts';
import type { Input, InputName, Remedy } from '../rule.ts';

/** A figure stated with its provenance; null when nobody has given it. */
export const stated = (
	name: InputName,
	figure: Stated<unknown> | null | undefined,
	value: Input['value'] = (figure?.value as Input['value']) ?? null
): Input => ({ name, value: figure ? value : null, from: figure?.from ?? null, on: figure?.on ?? null });

/** A figure of the lease or of the tenant's file at the landlord. */
export const fromLease = (name: InputName, value: Input['value'], h: HouseholdFacts): Input => ({
	name,
	value,
	from: value === null ? null : 'landlord',
	on: h.source.lease.recordedOn ?? null
});

/** A figure of the sheet of the target dwelling. */
export const fromSheet = (name: InputName, value: Input['value'], d: DwellingFacts): Input => ({
	name,
	value,
	from: value === null ? null : 'landlord',
	on: d.source.recordedOn ?? null
});

/** A figure of the sheet of the home lived in. */
export const fromCurrent = (name: InputName, value: Input['value'], h: HouseholdFacts): Input => ({
	name,
	value: h.current ? value : null,
	from: h.current ? 'landlord' : null,
	on: h.current?.recordedOn ?? null
});

/** The number of persons, with who said it. */
export const composition = (h: HouseholdFacts, persons = h.persons): Input => ({
	name: 'composition',
	value: persons,
	from: h.source.compositionStated?.from ?? 'tenant',
	on: h.source.compositionStated?.on ?? null
});

/** What a person of the organism checked. */
export const checked = (name: InputName, value: Input['value']): Input => ({
	name,
	value,
	from: value === null ? null : 'staff',
	on: null
});

/** The new rent, when the landlord has not said it. */
export const missingRent = ({ d }: Pair): Remedy[] =>
	Number.isNaN(d.reletRent) ? [{ kind: 'provide', input: 'reletRent', by: 'landlord' }] : [];

/** The charges of the new home, when nobody has said them. */
const missingCharges = ({ d }: Pair): Remedy[] =>
	d.source.charges === null ? [{ kind: 'provide', input: 'charges', by: 'landlord' }] : [];

/** What lacks to tell the bill after the move: the rent, the charges, or the resources that the aids are counted on. */
export const missingBill = (pair: Pair): Remedy[] => [
	...missingRent(pair),
	...missingCharges(pair),
	...(pair.h.resources ? [] : [{ kind: 'provide', input: 'aplResources', by: 'tenant' } as const])
];
