import { expect, test } from 'vitest';
import { callsOf, readSource } from './calls.ts';
import { allDoors } from './doors.ts';

/** What the load of a page written so may call. */
function behind(text: string) {
	const source = readSource('src/routes/(tenant)/accueil/+page.server.ts', text);
	return callsOf(source.declared.get('load')!, source);
}

test('the procedures behind a page are those that its code names, also in what it uses', () => {
	const { procedures, problems } = behind(`
		import { ownCopy } from '../mes-donnees/own-copy.ts';
		import type { Later } from '../later.ts';
		const home = (locals: App.Locals) => locals.api.households.home();
		const other = (locals: App.Locals) => locals.api.needs.own();
		type Unused = typeof locals.api.accounts.me;
		export const load = async ({ locals }) => ({ home: await home(locals), copy: await ownCopy(locals) });
	`);
	expect(procedures).toEqual(['households.home', 'households.exportData']);
	expect(problems).toEqual([]);
});

test.each([
	['a part of it kept for later', 'const needs = locals.api.needs; return needs.own();'],
	['a name that is computed', "return locals.api.needs['own']();"],
	['an area that is computed', "return locals.api['needs'].own();"],
	['a part of it taken out', 'const { needs } = locals.apiFor(form); return needs;'],
	['a procedure that the table of rights does not know', 'return locals.api.needs.everything();'],
	['the whole request', 'return createCaller(locals.context);']
])('a page that calls the API by %s is a problem: nobody could tell who may open it', (_, text) => {
	expect(behind(`export const load = async ({ locals, form }) => { ${text} };`).problems[0]).toMatch(
		/nobody can follow/
	);
});

test('every door of the application can be told', () => {
	const { doors, problems } = allDoors();
	expect(problems).toEqual([]);
	expect(doors.length).toBeGreaterThan(150);
});
