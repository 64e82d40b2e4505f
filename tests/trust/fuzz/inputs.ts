/** Inputs for a procedure: almost right ones made from its schema, and what somebody hostile would send. */
import fc, { type Arbitrary } from 'fast-check';
import { z } from 'zod';

type JsonSchema = {
	type?: string | string[];
	format?: string;
	pattern?: string;
	enum?: unknown[];
	const?: unknown;
	minLength?: number;
	maxLength?: number;
	minimum?: number;
	maximum?: number;
	minItems?: number;
	maxItems?: number;
	items?: JsonSchema;
	properties?: Record<string, JsonSchema>;
	required?: string[];
	additionalProperties?: JsonSchema | boolean;
	propertyNames?: JsonSchema;
	anyOf?: JsonSchema[];
	oneOf?: JsonSchema[];
	allOf?: JsonSchema[];
};

/** Texts that break what was written for nice people. */
export const hostileTexts = [
	'',
	' ',
	'\u0000',
	'a\u0000b',
	'\ud800',
	'\uffff',
	'\u202e\u2066evil',
	"' or 1=1 --",
	"'; drop table account; --",
	'$1',
	'%',
	'_%\\',
	'{{7*7}}',
	'<script>alert(1)</script>',
	'=cmd|/c calc!A0',
	'../../../../etc/passwd',
	'null',
	'NaN',
	'1e309',
	'-1',
	'00000000-0000-0000-0000-000000000000',
	'9999-12-31',
	'0000-00-00',
	'275760-09-13',
	'2026-02-30',
	'９',
	'١٢٣',
	'a'.repeat(100_000),
	'é'.repeat(3_000),
	'👩‍👩‍👧‍👦'.repeat(300)
] as const;

const hostileValues: unknown[] = [
	...hostileTexts,
	null,
	undefined,
	true,
	false,
	0,
	-0,
	-1,
	0.1,
	2 ** 31,
	2 ** 53,
	1e308,
	Number.NaN,
	Number.POSITIVE_INFINITY,
	10n ** 30n,
	new Date(Number.NaN),
	new Date(8.64e15),
	[],
	{},
	[[[[[[]]]]]],
	Array.from({ length: 5_000 }, () => 0),
	{ toString: 'x', valueOf: 'y', then: 'z' },
	JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}'),
	new Set([1]),
	new Map([['a', 1]]),
	/a+$/
];
const hostile = fc.constantFrom(...hostileValues);

/** What a schema of zod accepts before it transforms it; what it cannot say is anything. */
export const jsonSchemaOf = (schema: z.ZodType): JsonSchema =>
	z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline', cycles: 'ref' }) as JsonSchema;

/** Values that a schema would take or almost, with identifiers of real things among those that do not exist. */
function fitting(schema: JsonSchema, ids: readonly string[]): Arbitrary<unknown> {
	const { anyOf, oneOf, allOf } = schema;
	if (schema.const !== undefined) return fc.constant(schema.const);
	if (schema.enum) return fc.constantFrom(...schema.enum);
	if (anyOf ?? oneOf) return fc.oneof(...(anyOf ?? oneOf)!.map((one) => fitting(one, ids)));
	if (allOf) return fitting(Object.assign({}, ...allOf) as JsonSchema, ids);
	const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
	switch (type) {
		case 'string':
			return text(schema, ids);
		case 'integer':
			return fc.integer(bounds(schema));
		case 'number':
			return fc.oneof(fc.integer(bounds(schema)), fc.double({ ...bounds(schema), noNaN: true }));
		case 'boolean':
			return fc.boolean();
		case 'null':
			return fc.constant(null);
		case 'array':
			return fc.array(fitting(schema.items ?? {}, ids), {
				minLength: schema.minItems ?? 0,
				maxLength: Math.min(schema.maxItems ?? 6, 6)
			});
		case 'object':
			return object(schema, ids);
		default:
			return fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), hostile);
	}
}

function text(schema: JsonSchema, ids: readonly string[]): Arbitrary<unknown> {
	const { format, pattern, minLength = 0, maxLength = 60 } = schema;
	if (format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid());
	if (format === 'date') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
	if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
	if (format === 'email') return fc.emailAddress();
	if (pattern && !/[(?]\?|\\p/.test(pattern)) return fc.stringMatching(new RegExp(pattern));
	const wide = fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 200)), unit: 'grapheme' });
	// Boxes are read as numbers, days or codes: those come too.
	return fc.oneof(wide, fc.nat(3_000).map(String), fc.constantFrom('yes', 'no', '12,5', '2026-12-01', '95127'));
}

const bounds = ({ minimum, maximum }: JsonSchema) => ({
	min: Math.max(minimum ?? -1_000, -2_147_483_648),
	max: Math.min(maximum ?? 1_000, 2_147_483_647)
});

function object(schema: JsonSchema, ids: readonly string[]): Arbitrary<unknown> {
	const { properties = {}, required = [], additionalProperties } = schema;
	const known = fc.record(
		Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, fitting(one, ids)])),
		{ requiredKeys: required.filter((name) => name in properties) }
	);
	if (typeof additionalProperties !== 'object') return known;
	const keys = schema.propertyNames ? fitting(schema.propertyNames, ids).map(String) : fc.string({ maxLength: 12 });
	return fc
		.tuple(known, fc.dictionary(keys, fitting(additionalProperties, ids), { maxKeys: 4 }))
		.map(([one, other]) => ({ ...one, ...other }));
}

/** The same with one value somewhere replaced by a hostile one, or with a field too many. */
const damaged = (whole: Arbitrary<unknown>): Arbitrary<unknown> =>
	fc.tuple(whole, hostile, fc.nat(), fc.boolean()).map(([value, replacement, place, isAdded]) => {
		const paths = pathsOf(value);
		if (paths.length === 0) return replacement;
		const copy = structuredClone(value) as Record<string, unknown>;
		const path = paths[place % paths.length]!;
		const parent = path.slice(0, -1).reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], copy);
		(parent as Record<string, unknown>)[isAdded ? 'isAdmin' : path.at(-1)!] = replacement;
		return copy;
	});

function pathsOf(value: unknown, path: string[] = []): string[][] {
	if (typeof value !== 'object' || value === null || value instanceof Date) return path.length > 0 ? [path] : [];
	return Object.entries(value).flatMap(([name, one]) => pathsOf(one, [...path, name]));
}

/**
 * Inputs for a schema: six in ten fit, three in ten are damaged somewhere, one in ten is anything.
 *
 * @param example an input that is known to be right: half of those that fit are made by changing it.
 */
export function inputsFor(schema: JsonSchema, ids: readonly string[], example: unknown): Arbitrary<unknown> {
	const fits = fitting(schema, ids);
	const likeTheExample = fc.constant(example);
	return fc.oneof(
		{ weight: 4, arbitrary: fits },
		{ weight: 2, arbitrary: likeTheExample },
		{ weight: 2, arbitrary: damaged(fits) },
		{ weight: 2, arbitrary: damaged(likeTheExample) },
		{ weight: 1, arbitrary: fc.oneof(hostile, fc.anything({ withBigInt: true, withDate: true, maxDepth: 3 })) }
	);
}
