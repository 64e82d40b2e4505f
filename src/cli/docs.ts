/**
 * Writes the documents that are made from the code: `npm run docs`. With `--check`, writes nothing and fails when one
 * is out of date.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { getTableName, isTable } from 'drizzle-orm';
import { format, resolveConfig } from 'prettier';
import { candidacyWorkflow } from '#domain/demands/candidacy.workflow.ts';
import { demandWorkflow } from '#domain/demands/demand.workflow.ts';
import { meetingWorkflow } from '#domain/commissions/meeting.workflow.ts';
import { ruleIds, type RuleId } from '#domain/eligibility/rule-ids.ts';
import { rulesDocument } from '#domain/eligibility/rules-document.ts';
import { importWorkflow } from '#domain/dwellings/import/import.workflow.ts';
import { dataRequestWorkflow } from '#domain/households/data-request.workflow.ts';
import { listingWorkflow } from '#domain/needs/listing.workflow.ts';
import { legWorkflow } from '#domain/proposals/leg.workflow.ts';
import { proposalWorkflow } from '#domain/proposals/proposal.workflow.ts';
import type { Workflow } from '#domain/workflow.ts';
import { overwriteGetLocale } from '#i18n/paraglide/runtime.js';
import { ruleAsks } from '#i18n/sentences/rules.ts';
import { classesOf } from '#server/platform/data-class.ts';
import { rights } from '#server/platform/rights.ts';
import * as tables from '#server/tables.ts';
import { doorsTable } from './page-doors/doors-page.ts';

const procedures = [
	{ title: 'Listing (annonce)', workflow: listingWorkflow },
	{ title: 'Proposal: a chain of moves that stand or fall together', workflow: proposalWorkflow },
	{ title: 'Leg: one household moving to one dwelling (maillon)', workflow: legWorkflow },
	{ title: 'Mutation demand (demande de mutation)', workflow: demandWorkflow },
	{ title: 'Candidacy before the commission (candidature)', workflow: candidacyWorkflow },
	{ title: 'Meeting of the commission (séance de la CALEOL)', workflow: meetingWorkflow },
	{ title: 'Import of a file of dwellings', workflow: importWorkflow },
	{ title: 'Request of a person on their data (RGPD, art. 16, 18, 21)', workflow: dataRequestWorkflow }
];

const head = (title: string, source: string) =>
	`# ${title}\n\nMade from \`${source}\` by \`npm run docs\`: change the code, not this page.\n`;

/** A procedure as a diagram and as the table it is made from. */
function procedureText<S extends string, A extends string>(title: string, workflow: Workflow<S, A>): string {
	const actions = Object.entries(workflow.transitions) as [A, { from: readonly S[]; to: S }][];
	const arrows = actions.flatMap(([action, { from, to }]) => from.map((state) => `    ${state} --> ${to}: ${action}`));
	const finals = workflow.states.filter((state) => workflow.isFinal(state)).map((state) => `    ${state} --> [*]`);
	const rows = actions.map(([action, { from, to }]) => `| \`${action}\` | ${from.join(', ')} | ${to} |`);
	return [
		`## ${title}`,
		'',
		'```mermaid',
		'stateDiagram-v2',
		`    [*] --> ${workflow.initial}`,
		...arrows,
		...finals,
		'```',
		'',
		'| Action | From | To |',
		'| --- | --- | --- |',
		...rows,
		''
	].join('\n');
}

const proceduresPage = () =>
	[
		head('Procedures', 'src/domain/**/*.workflow.ts'),
		...procedures.map(({ title, workflow }) => procedureText(title, workflow as Workflow<string, string>))
	].join('\n');

function rightsPage(): string {
	const rows = Object.entries(rights)
		.sort(([a], [b]) => a.localeCompare(b))
		.map(
			([path, { roles, staff, relation, data, searches, binds }]) =>
				`| \`${path}\` | ${roles.join(', ')}${staff ? ` (${staff.join(', ')})` : ''} | ${relation} | ${data} | ${binds ? 'yes' : ''} | ${searches ? 'yes' : ''} |`
		);
	return [
		head('Rights', 'src/server/platform/rights.ts'),
		'Who may call what. The database decides again, row by row (`drizzle/*-row-level-security.sql`).',
		'What binds asks whoever does it to have proved in the last ten minutes that it is still them.',
		'What is counted may be asked sixty times a minute, all together, by one person.',
		'',
		'| Procedure | Roles (duties) | Relation | Class of data | Binds | Counted |',
		'| --- | --- | --- | --- | --- | --- |',
		...rows,
		'',
		'## Pages, forms and files',
		'',
		'Every door of `src/routes` with the procedures that its code calls (`src/cli/page-doors`): who may call them may come',
		'in, to a page in the space that is theirs. `?/name` is a form of the page. What each may be about is the relation above.',
		'',
		doorsTable()
	].join('\n');
}

/** Each table with its columns by class: what a copy of the database would tell. */
function dataPage(): string {
	const rows = Object.values(tables)
		.filter((one) => isTable(one))
		.sort((a, b) => getTableName(a).localeCompare(getTableName(b)))
		.map((table) => {
			const columns = classesOf(table);
			const of = (...classes: string[]) =>
				columns
					.filter(({ dataClass }) => classes.includes(dataClass ?? ''))
					.map(({ column }) => `\`${column}\``)
					.join(', ');
			return `| \`${getTableName(table)}\` | ${of('C0', 'C1')} | ${of('C2')} | ${of('C3')} | ${of('C4')} | ${of('C5')} |`;
		});
	return [
		head('Data', 'src/server/**/*tables.ts'),
		'Every column with its class, declared where the column is (`src/server/platform/data-class.ts`).',
		'',
		'| Table | Public or of the exchange (C0, C1) | Personal (C2) | Private (C3) | Health, violence (C4) | Secret (C5) |',
		'| --- | --- | --- | --- | --- | --- |',
		...rows,
		''
	].join('\n');
}

// The documents are in English, whatever the language of the machine.
overwriteGetLocale(() => 'en');
const ruleSentences = Object.fromEntries(ruleIds.map((id) => [id, ruleAsks[id]()])) as Record<RuleId, string>;

const pages: Record<string, () => string> = {
	'docs/data.md': dataPage,
	'docs/procedures.md': proceduresPage,
	'docs/rights.md': rightsPage,
	'docs/rules.md': () => rulesDocument(ruleSentences)
};

const isCheck = process.argv.includes('--check');
const stale: string[] = [];
for (const [file, write] of Object.entries(pages)) {
	const text = await format(write(), { ...(await resolveConfig(file)), parser: 'markdown' });
	const present = await readFile(file, 'utf8').catch(() => '');
	if (present === text) continue;
	if (isCheck) stale.push(file);
	else await writeFile(file, text);
}
if (stale.length > 0) {
	console.error(`Out of date: ${stale.join(', ')}. Run \`npm run docs\` and commit the result.`);
	process.exit(1);
}
