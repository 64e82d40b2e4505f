import type { DataRequestKind } from '#domain/households/data-request.ts';

/** What each right is called in an address. */
export const rightNames = {
	rectification: 'rectification',
	limitation: 'limitation',
	objection: 'opposition'
} as const satisfies Record<DataRequestKind, string>;

/** The right an address asks for, or null for anything else. */
export const kindOf = (name: string): DataRequestKind | null =>
	(Object.keys(rightNames) as DataRequestKind[]).find((kind) => rightNames[kind] === name) ?? null;
