import { expect, test } from 'vitest';
import { aHousehold } from '#tests/factories/housing.ts';
import { fieldNames } from '#i18n/sentences/own-data.ts';
import { retentionVersions } from '#domain/households/retention.ts';
import type { OwnData } from '#server/households/own-data.ts';
import { readableCopy } from './readable-copy.ts';

const { lease: _lease, id: _id, persons: _persons, ...situation } = aHousehold();
const data: OwnData = {
	madeAt: new Date('2026-11-21T09:00:00Z'),
	keptFor: retentionVersions[0],
	account: {
		firstName: '<script>alert(1)</script>',
		lastName: 'Lemaire & "fils"',
		email: 'a@exemple.test',
		phone: null,
		language: 'fr',
		createdAt: new Date('2026-01-02T09:00:00Z'),
		sessions: []
	},
	household: {
		...situation,
		name: 'Lemaire',
		persons: [
			{
				firstName: 'Ana',
				lastName: 'Lemaire',
				birthDate: '1986-03-10',
				role: 'holder',
				custody: null,
				hasDisabilityCard: false
			}
		]
	},
	homes: [],
	listings: [],
	exchanges: [],
	helpers: [
		{
			firstName: 'Claire',
			lastName: 'Duval',
			email: 'claire@exemple.test',
			since: new Date('2026-11-01T09:00:00Z'),
			endsAt: new Date('2026-12-01T23:00:00Z'),
			endedAt: null
		}
	],
	searches: [
		{
			explainedAt: new Date('2026-11-20T09:00:00Z'),
			why: { kind: 'noTaker' },
			suited: 3,
			allowed: 1,
			takers: 0,
			blocked: [{ rule: 'OCC-02', homes: 2, alone: 1 }],
			best: [{ households: 3, isChain: true }],
			advice: [{ change: { kind: 'commune', to: '95500' }, homes: 2, exchanges: 1, commune: 'Pontoise' }]
		}
	],
	demands: [],
	files: [
		{
			id: '5f0c1a52-3c1e-4d55-9d1b-6c7f0f0b0a01',
			document: 'FI-AV',
			name: 'avis.pdf',
			bytes: 12_000,
			depositedOn: '2026-11-20'
		}
	],
	requests: [
		{
			kind: 'rectification',
			state: 'refused',
			part: 'rent',
			ground: null,
			askedAt: new Date('2026-11-01T09:00:00Z'),
			dueAt: new Date('2026-12-01T23:00:00Z'),
			prolongationReason: null,
			refusalReason: 'accurate',
			endedAt: new Date('2026-11-09T09:00:00Z'),
			what: 'Le loyer est faux.',
			shouldSay: '430 €',
			reply: 'Votre quittance dit 450 €.',
			organism: 'Viosne Habitat'
		}
	],
	letters: [{ subject: 'Bonjour', body: 'Une ligne\nune autre', createdAt: new Date(), readAt: null }]
};

/** The names of all fields, however deep. */
const namesIn = (value: unknown): string[] =>
	value instanceof Date || typeof value !== 'object' || value === null
		? []
		: Array.isArray(value)
			? value.flatMap(namesIn)
			: Object.entries(value).flatMap(([name, one]) => [name, ...namesIn(one)]);

test('the copy of one’s data says everything in words, and runs nothing of what was typed', () => {
	const page = readableCopy(data, 'fr');
	expect(page).not.toContain('<script');
	expect(page).toContain('&#60;script&#62;');
	expect(page).toMatch(/10.mars.1986/);
	expect(page).toContain('Une ligne<br>une autre');
	const { madeAt: _, keptFor, ...sections } = data;
	const names = [...Object.values(sections).flatMap(namesIn), ...namesIn(keptFor)];
	expect(names.filter((name) => !(name in fieldNames))).toEqual([]);
});
