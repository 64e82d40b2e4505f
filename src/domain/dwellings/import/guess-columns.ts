/** From the header of a file to what its columns may hold: guesses to be checked, and columns that may not come in. */
import { importFields, type ImportField, type Mapping } from './fields.ts';

/**
 * How each field is called: its RPLS column first (arrêté du 5 janvier 2010, table 2), then plain French and English.
 * Written as `plain` makes them. RPLS columns that mean something near but else are left out: LOYERPRINC is the rent of
 * the tenant in place, not the one asked from the next; LOYERACC and SURFMODE write 999 for « sans objet »; CONTRESLOG
 * names a reserver without saying whether the reservation is a flow or this very dwelling; REMLOCDATE has no day.
 */
const names: Record<ImportField, readonly string[]> = {
	reference: [
		'identint',
		'reference',
		'referencedulogement',
		'reflogement',
		'numerodelogement',
		'nologement',
		'codelogement',
		'identrep',
		'ref',
		'dwellingreference',
		'logement'
	],
	streetNumber: ['numvoie', 'numerodevoie', 'numerovoie', 'numerodevoirie', 'numerodanslavoie', 'streetnumber'],
	streetRepeat: ['indrep', 'indicederepetition', 'repeatindex', 'bister'],
	streetType: ['typvoie', 'typedevoie', 'typevoie', 'streettype'],
	street: ['nomvoie', 'adresse', 'rue', 'voie', 'nomdevoie', 'libellevoie', 'adressedulogement', 'address', 'street'],
	postalCode: ['codepostal', 'cp', 'postalcode', 'postcode', 'zipcode'],
	door: ['numappt', 'porte', 'numerodappartement', 'appartement', 'numeroappartement', 'door', 'flat', 'apartment'],
	commune: [
		'depcom',
		'commune',
		'codecommune',
		'codeinsee',
		'insee',
		'libcom',
		'ville',
		'municipality',
		'town',
		'city'
	],
	estate: ['complgeo', 'residence', 'nomdelaresidence', 'programme', 'nomduprogramme', 'ensembleimmobilier', 'estate'],
	rooms: [
		'nbpiece',
		'typologie',
		'nombredepieces',
		'nbpieces',
		'pieces',
		'typedelogement',
		'type',
		'rooms',
		'typology'
	],
	area: [
		'surfhab',
		'surfacehabitable',
		'surface',
		'surfacem2',
		'surfhabm2',
		'superficie',
		'area',
		'floorarea',
		'livingarea'
	],
	floor: ['etage', 'niveau', 'floor'],
	hasLift: ['ascenseur', 'avecascenseur', 'lift', 'elevator'],
	accessibility: ['accessibilite', 'accessibility'],
	financing: [
		'finan',
		'financode',
		'financement',
		'categoriedefinancement',
		'finanlibelle',
		'typedefinancement',
		'financing'
	],
	reletRent: [
		'loyerderelocation',
		'loyeralarelocation',
		'loyerrelocation',
		'loyerdemande',
		'nouveauloyer',
		'reletrent',
		'relettingrent'
	],
	annexRent: ['loyerdesannexes', 'loyerannexes', 'annexes', 'loyersaccessoires', 'annexrent', 'rentofannexes'],
	charges: ['charges', 'chargesmensuelles', 'chargesrecuperables', 'provisionsurcharges', 'servicecharges'],
	energyClass: ['dpeenergie', 'dpe', 'classeenergie', 'classeenergetique', 'etiquetteenergie', 'energyclass'],
	isDecent: ['decent', 'logementdecent', 'decence', 'decentdwelling'],
	hasAplAgreement: [
		'conv',
		'conventionne',
		'conventionneapl',
		'conventionapl',
		'conventionnementapl',
		'apl',
		'aplagreement'
	],
	isInPriorityQuarter: ['qpv', 'qpvcode', 'quartierprioritaire', 'enquartierprioritaire', 'priorityquarter'],
	reservation: ['reservation', 'typedereservation', 'reserve'],
	isFurnished: ['meuble', 'furnished'],
	vacantFrom: [
		'librele',
		'libreapartirdu',
		'disponiblele',
		'datedevacance',
		'vacantdepuis',
		'datedelibre',
		'vacantfrom',
		'availablefrom'
	]
};

/** A header without accents, case, spaces, signs nor remarks: « Nb. pièces (hors cuisine) » is `nbpieces`. */
const plain = (header: string): string =>
	header
		.replaceAll(/\([^)]*\)/g, '')
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]/g, '');

/** The words of a header, without accents nor case; also cut at `camelCase` and `snake_case`. */
const wordsOf = (header: string): string =>
	` ${header
		.replaceAll(/([a-z])([A-Z])/g, '$1 $2')
		.normalize('NFKD')
		.replaceAll(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, ' ')
		.trim()} `;

/**
 * What each column probably holds. A name that two columns share is not guessed, and the best-known name of a field
 * wins: IDENT_INT before « Référence ».
 */
export function guessMapping(headers: readonly string[]): Mapping {
	const plainHeaders = headers.map(plain);
	const mapping: Mapping = {};
	const taken = new Set<number>();
	for (const field of importFields)
		for (const name of names[field]) {
			const column = plainHeaders.indexOf(name);
			if (column < 0 || taken.has(column) || plainHeaders.lastIndexOf(name) !== column) continue;
			mapping[field] = column;
			taken.add(column);
			break;
		}
	return mapping;
}

/**
 * Data that no exchange of dwellings may hold (RGPD art. 9 and 10; Code pénal 225-1; the NIR is reserved by décret
 * 2019-341). « Origine » alone is how a dwelling came into the stock (RPLS): only that of a person is refused.
 */
const forbidden: readonly RegExp[] = [
	/ (nationalites?|nationality|citizenship|citoyennete|nation) /,
	/ (lieu|pays|ville|commune|departement|place|country|town|city) (de |of )?(naissance|birth) /,
	/ (birthplace|birth place|lieunaissance|paysnaissance) /,
	/ (nir|nss|nirpp|num(ero)? (de )?secu|securite sociale|numsecu|social security|ssn) /,
	/ (religions?|religious|religieuse?s?|confession|culte|faith) /,
	/ (ethnie|ethnies|ethnique|ethniques|ethnic|ethnicity|raciale?|race|racial) /,
	/ (origine (du |de la |des )?(locataire|personne|occupant|titulaire|famille|menage|geographique|nationale)) /,
	/ (orientation sexuelle|sexual orientation|vie sexuelle) /,
	/ (opinions? politiques?|political opinions?|syndicale?|trade union) /,
	/ (violences?|victime|victim|ordonnance de protection) /
];

/** The headers of a file that hold what may not come in, as the file writes them. */
export const forbiddenColumns = (headers: readonly string[]): string[] =>
	headers.filter((header) => {
		const words = wordsOf(header);
		return forbidden.some((pattern) => pattern.test(words));
	});
