import { expect, test } from 'vitest';
import { forbiddenColumns, guessMapping } from './guess-columns.ts';

test('the columns of RPLS are known, save those that mean something else', () => {
	const headers = [
		'IDENT_INT',
		'DEPCOM',
		'CODEPOSTAL',
		'NUMVOIE',
		'TYPVOIE',
		'NOMVOIE',
		'ETAGE',
		'NBPIECE',
		'SURFHAB',
		'FINAN',
		'LOYERPRINC',
		'LOYERACC',
		'DPEENERGIE',
		'CONTRESLOG',
		'ORIGINE',
		'QPV',
		'CONV'
	];
	expect(guessMapping(headers)).toEqual({
		reference: 0,
		commune: 1,
		postalCode: 2,
		streetNumber: 3,
		streetType: 4,
		street: 5,
		floor: 6,
		rooms: 7,
		area: 8,
		financing: 9,
		energyClass: 12,
		isInPriorityQuarter: 15,
		hasAplAgreement: 16
	});
	expect(forbiddenColumns(headers)).toEqual([]);
});

test('plain words are known whatever their case, accents and remarks', () => {
	expect(guessMapping(['N° voie', 'RÉFÉRENCE', 'Étage', 'Surface habitable (m²)', 'Loyer', 'Notes'])).toEqual({
		reference: 1,
		floor: 2,
		area: 3
	});
});

test('two columns of one name are left to be chosen', () => {
	expect(guessMapping(['Référence', 'Étage', 'Étage'])).toEqual({ reference: 0 });
});

test.each([
	'Nationalité',
	'nationality',
	'Lieu de naissance',
	'VILLE_NAISSANCE',
	'birthPlace',
	'NIR',
	'n° sécurité sociale',
	'Numéro de Sécu',
	'num secu',
	'num de secu',
	'Religion',
	'religions',
	'Personne religieuse',
	'Communautés religieuses',
	'Appartenance raciale',
	'racial origin',
	'Opinion politique',
	'Opinions politiques',
	'political opinion',
	'Délégué syndical',
	'Appartenance syndicale',
	'Violence',
	'Violences conjugales',
	'Origine ethnique',
	'ORIGINE_LOCATAIRE',
	'Ethnicity',
	'Orientation sexuelle',
	'Appartenance syndicale',
	'Ordonnance de protection'
])('%s may not come in', (header) => {
	expect(forbiddenColumns(['Référence', header])).toEqual([header]);
});

test.each([
	'Origine',
	'Nirvana',
	'Commune',
	'Syndic',
	'Diagnostic',
	'Ville',
	'Étage',
	'International',
	'Date de naissance du programme'
])('%s is a word like another', (header) => {
	expect(forbiddenColumns([header])).toEqual([]);
});
