/** What each form sends: what its procedure is called with in the matrix of procedures, in boxes of the same names. */
import { defaultObjective } from '#domain/matching/objective-settings.ts';
import { ReceivedFile } from '#server/platform/files/received-form.ts';
import { titleOf, type Door } from '../../../src/cli/page-doors/doors.ts';
import { examples } from '../examples.ts';
import type { Member } from '../world.ts';

export type SentFile = { field: string; name: string; content: Uint8Array };
export type SentForm = { fields: [string, string][]; file: SentFile | null };

const boxesOf = (name: string, parts: Iterable<[string, unknown]>) =>
	Object.fromEntries([...parts].map(([part, value]) => [`${name}.${part}`, String(value)]));

const objective = {
	...boxesOf(
		'objectiveOrder',
		defaultObjective.order.map((level, index) => [String(index + 1), level])
	),
	...boxesOf('priorityPoints', Object.entries(defaultObjective.priorityPoints)),
	...boxesOf('linkChances', Object.entries(defaultObjective.linkChances)),
	...boxesOf('qualityPoints', Object.entries(defaultObjective.qualityPoints))
};

const visit = { day: '2026-11-25', time: '18:00' };

/** Boxes that are not called as what the procedure is given, by form. */
const ownBoxes: Record<string, Record<string, string>> = {
	'/connexion/telephone?/confirm': { secret: 'A'.repeat(32), address: 'otpauth://totp/a' },
	'/echanges/[id]/visites?/suggest': visit,
	'/gestion/commissions/[id]?/decide': {
		'motives-NON_AWARD': 'SUP',
		votesFor: '5',
		votesAgainst: '0',
		votesAbstain: '0'
	},
	'/gestion/commissions/[id]?/askVote': { ballotKind: 'AWARD' },
	'/gestion/exporter/[list]?/default': { purpose: 'followUp', format: 'csv' },
	'/gestion/logements/import/[importId]?/map': { 'column.reference': '0', 'column.floor': '1' },
	'/langue?/default': { locale: 'en', back: '/' },
	'/pieces?/default': { area: '64', lift: 'yes' },
	'/propositions/[id]/repondre/non?/review': { motive: 'location', note: '' },
	'/territoire/regles/modifier?/default': objective,
	'/securite?/renewCodes': { codesPassword: 'un mot de passe au hasard' }
};

/** What is asked again before it binds. */
const confirmed: [string, string][] = [
	['confirmed', 'yes'],
	['confirm', 'yes']
];

/** The form of a door about something, as its page would send it. */
export function formOf(door: Door, about: Member): SentForm {
	const fields = [...confirmed, ...Object.entries(ownBoxes[titleOf(door)] ?? {})];
	let file: SentFile | null = null;
	const input = door.procedures[0] ? examples[door.procedures[0]]!.input(about) : null;
	for (const [name, value] of Object.entries(input ?? {})) {
		if (name === 'file') file = fileOf(value);
		else
			for (const one of Array.isArray(value) ? value : [value]) if (isWritten(one)) fields.push([name, written(one)]);
	}
	return { fields, file };
}

const isWritten = (value: unknown): value is string | number | Date =>
	value instanceof Date || typeof value === 'string' || typeof value === 'number';
const written = (value: string | number | Date) => (value instanceof Date ? value.toISOString() : String(value));

function fileOf(value: unknown): SentFile {
	const { name, text } = value as { name: string; text?: string };
	const content =
		value instanceof ReceivedFile
			? Buffer.concat([...(value.bytes() as Iterable<Uint8Array>)])
			: Buffer.from(text ?? '');
	return { field: 'file', name, content };
}
