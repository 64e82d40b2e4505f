/**
 * Every way into the application over HTTP, with the procedures behind it: pages, the forms they send, files and exports.
 * Who may come in is who may call what is behind, by the one table of rights; and the group of a page is a role.
 */
import { globSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { Actor } from '#server/platform/actor.ts';
import { rights } from '#server/platform/rights.ts';
import { isAllowed } from '#server/platform/trpc.ts';
import { callsOf, sourceOf, type Calls } from './calls.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** Whose space each group of pages is; that of tenants is also for who helps one. */
const rolesOfGroup = { tenant: ['tenant', 'helper'], organism: ['staff'], coordinator: ['coordinator'] } as const;
export type Role = (typeof rolesOfGroup)[keyof typeof rolesOfGroup][number];

export type Door = {
	kind: 'page' | 'form' | 'file';
	/** As SvelteKit names it: `/(tenant)/messages/[id]`. */
	route: string;
	/** Its address, with its parameters: `/messages/[id]`. */
	address: string;
	/** The action of a form, the method of a file; empty for a page. */
	name: string;
	/** Of the space it is in; null when it is in none. */
	roles: readonly Role[] | null;
	/** The procedures that may be called behind it. */
	procedures: string[];
};

/** What the door is called where one reads of it. */
export const titleOf = ({ kind, address, name }: Door): string =>
	kind === 'page' ? address : kind === 'file' ? `${name} ${address}` : `${address}?/${name}`;

/**
 * Doors that are not simply open to who may call all that is behind them. Still said by the table of rights: `any` of
 * these procedures opens (of none: to everybody), `also` these are needed, `closed` is open to nobody.
 */
const exceptions: Record<string, { any?: string[]; also?: string[]; closed?: true }> = {
	// Each sees its part of the page.
	'/gestion/acces': { any: ['accounts.colleagues', 'accounts.inviteHousehold'] },
	'/mon-annonce': { any: ['needs.own'] },
	// All of the organism read the rules; the page to write them is for who may.
	'/gestion/reglages/regles/modifier': { also: ['eligibility.saveThresholds'] },
	// Somebody whose session is over leaves all the same.
	'/deconnexion?/default': { any: [] },
	// For who builds pages, on their own machine.
	'/pieces': { closed: true },
	'/pieces?/default': { closed: true }
};

/** Whether the door is in the space of others. */
export const isOutside = ({ roles }: Door, { role }: Actor): boolean =>
	roles !== null && !roles.some((one) => one === role);

/**
 * Says whether somebody may come in, whatever it is about: by the table of rights, and for a page by the space it is in.
 * A form or a file is asked for without its page: what is behind it alone decides.
 */
export function mayComeIn(door: Door, actor: Actor): boolean {
	const may = (procedure: string) => isAllowed(rights[procedure]!, actor);
	const { any, also = [], closed } = exceptions[titleOf(door)] ?? {};
	if (any?.length === 0) return true;
	if (closed || (door.kind === 'page' && isOutside(door, actor))) return false;
	if (any) return any.some(may);
	return [...door.procedures, ...also].every(may);
}

/** What the root layout asks for every page, of who is signed in: who they are. */
const askedEverywhere = ['accounts.me'];

/** The files that SvelteKit reads besides components; each kind must be looked at here to be allowed. */
const known = /^\+(page|layout)(\.server\.ts|\.svelte)$|^\+server\.ts$|^\+error\.svelte$/;

/** Every door there is, and what keeps one from being told. */
export function allDoors(): { doors: Door[]; problems: string[] } {
	const doors: Door[] = [];
	const problems: string[] = [];
	const take = ({ procedures, problems: found }: Calls): string[] => {
		problems.push(...found);
		return procedures;
	};
	const files = globSync('src/routes/**/+*', { cwd: root }).sort();
	for (const file of files)
		if (!known.test(path.basename(file)))
			problems.push(`${file} is a kind of file of which src/cli/page-doors knows nothing`);

	const folders = [
		...new Set(files.filter((file) => !/\+(layout|error)/.test(file)).map((file) => path.dirname(file)))
	];
	for (const folder of folders) {
		const route = folder.slice('src/routes'.length) || '/';
		const address = route.replaceAll(/\/\([a-z]+\)/g, '') || '/';
		const group = /^\/\(([a-z]+)\)/.exec(route)?.[1] ?? '';
		const roles = rolesOfGroup[group as keyof typeof rolesOfGroup] ?? null;
		const door = { route, address, roles };
		const has = (name: string) => files.includes(path.join(folder, name));
		if (has('+page.svelte') || has('+page.server.ts')) {
			const layouts = layoutsOf(folder, files).flatMap((file) => take(exported(file, 'load')));
			const own = has('+page.server.ts') ? take(exported(path.join(folder, '+page.server.ts'), 'load')) : [];
			const procedures = [...new Set([...layouts, ...own])];
			doors.push({ ...door, kind: 'page', name: '', procedures });
		}
		if (has('+page.server.ts'))
			for (const { name, calls } of actionsIn(path.join(folder, '+page.server.ts')))
				doors.push({ ...door, kind: 'form', name, procedures: take(calls) });
		if (has('+server.ts'))
			for (const name of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'fallback']) {
				const file = path.join(folder, '+server.ts');
				if (!sourceOf(file).declared.has(name)) continue;
				// The door of the API itself: each of its procedures has a line in the table.
				const procedures = route === '/api/trpc/[...path]' ? [] : take(exported(file, name));
				doors.push({ ...door, kind: 'file', name, procedures });
			}
	}
	const everywhere = take(exported('src/routes/+layout.server.ts', 'load'));
	if (everywhere.join() !== askedEverywhere.join())
		problems.push(`src/routes/+layout.server.ts asks every visitor for ${everywhere.join(', ')}`);
	for (const title of Object.keys(exceptions))
		if (!doors.some((door) => titleOf(door) === title)) problems.push(`There is no door ${title} any more`);
	return { doors, problems: [...new Set(problems)] };
}

/** The layouts that a page is in, but the first of all. */
function layoutsOf(folder: string, files: string[]): string[] {
	const found: string[] = [];
	for (let at = folder; at !== 'src/routes'; at = path.dirname(at)) {
		const file = path.join(at, '+layout.server.ts');
		if (files.includes(file)) found.push(file);
	}
	return found;
}

/** What an export of a file calls. */
function exported(file: string, name: string): Calls {
	const source = sourceOf(file);
	const node = source.declared.get(name);
	return node ? callsOf(node, source) : { procedures: [], problems: [] };
}

/** The actions of a page, one by one. */
function actionsIn(file: string): { name: string; calls: Calls }[] {
	const source = sourceOf(file);
	const node = source.declared.get('actions');
	if (!node) return [];
	if (!ts.isObjectLiteralExpression(node))
		return [{ name: '', calls: { procedures: [], problems: [`${file}: write its actions as an object, one by one`] } }];
	return node.properties.map((property) => {
		const name = property.name && ts.isIdentifier(property.name) ? property.name.text : '';
		const problems = name === '' ? [`${file} has an action without a name: ${property.getText().slice(0, 80)}`] : [];
		const calls = callsOf(property, source);
		return { name, calls: { ...calls, problems: [...problems, ...calls.problems] } };
	});
}
