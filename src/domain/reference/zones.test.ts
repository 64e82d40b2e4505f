import { expect, test } from 'vitest';
import { documentLabel, supportingDocuments } from './documents.ts';
import { zonesOf } from './zones.ts';

test.each([
	['95127', 'Cergy', 1, 'A', 'idf_hors_paris'],
	['78382', 'Maurecourt', 1, 'A', 'idf_hors_paris'],
	['95211', 'Ennery', 1, 'B1', 'idf_hors_paris'],
	['75113', 'an arrondissement of Paris', 1, null, 'paris_limitrophes'],
	['92012', 'Boulogne-Billancourt', 1, null, 'paris_limitrophes'],
	['93006', 'Bagnolet', 1, null, 'paris_limitrophes'],
	['93008', 'Bobigny', 1, null, 'idf_hors_paris'],
	['77131', 'Coulommiers', 2, null, 'idf_hors_paris'],
	['13055', 'Marseille', null, null, 'autres_regions'],
	['99999', 'no department', null, null, null],
	['97411', 'Saint-Denis de la Réunion', null, null, null]
] as const)('%s (%s): APL zone %s, ABC zone %s, ceilings %s', (insee, _, aplZone, abcZone, ceilingZone) => {
	expect(zonesOf(insee)).toMatchObject({ aplZone, abcZone, ceilingZone });
});

test('a commune made of two zones has none until someone reads it', () => {
	expect(zonesOf('77316').aplZone).toBeNull();
});

test('the documents that may be asked are those of the State’s list', () => {
	expect(supportingDocuments.length).toBeGreaterThan(30);
	expect(documentLabel('FI-AV')).toBe('Avis d\'imposition');
	expect(documentLabel('XX')).toBe('XX');
});
