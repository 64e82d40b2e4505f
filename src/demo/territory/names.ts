/**
 * Invented names. Family names are made up, so that no one is recognised; given names are common ones from many languages,
 * drawn independently of everything else: a name says nothing about income, place or motive.
 */

/** A name with its form for an e-mail address. */
export type Name = { text: string; plain: string };

/** Without accents, capitals or spaces. */
export const plainForm = (text: string) =>
	text
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.toLowerCase()
		.replace(/[^a-z]+/g, '-')
		.replace(/^-|-$/g, '');

const words = (text: string) => text.trim().split(/\s+/);
const named = (text: string): Name[] => words(text).map((word) => ({ text: word, plain: plainForm(word) }));

export const feminineNames = named(`
	Aïcha Adèle Agnieszka Alba Alima Aminata Anaïs Anca Anita Anouk Apolline Asmaa Assia Aurore Awa Béatrice Bintou
	Camila Carine Catarina Chantal Chiara Claire Coralie Dalila Deniz Diane Djamila Dorothée Elif Elina Émilie Esma
	Estelle Fanta Farida Fatou Florence Françoise Gabriela Ghislaine Gisèle Hanna Hawa Hélène Huong Ilona Inès Ioana
	Irène Isaure Jacqueline Jeanne Joséphine Julie Kadiatou Karima Katarzyna Khadija Lamia Laurence Leïla Lina Linh
	Louise Lucie Maëlle Maïmouna Manon Mariama Marie Marta Maud Mélanie Mei Milena Mireille Monique Myriam Nadège Nadia
	Naïma Noémie Nour Odette Oumou Pauline Perrine Priya Rachel Rania Rokia Rosa Salimata Samia Sandrine Shanthi Simone
	Sofia Sonia Solange Soumaya Suzanne Sylvie Teresa Thaïs Thuy Valérie Véronique Viviane Yasmina Yvonne Zeynep Zoé
`);

export const masculineNames = named(`
	Abdoulaye Achille Adam Adrien Alain Albin Ali Amadou Amir Anatole Andrei Antoine António Arnaud Arthur Ayoub Bakary
	Baptiste Benoît Bernard Bilal Boubacar Bruno Cédric Cheikh Clément Cyril Daniel David Denis Diego Djibril Dmitri
	Édouard Emre Enzo Ethan Fabrice Farid Félix Florent Franck Gaël Gaspard Georges Gérard Grégoire Habib Hamza Henri
	Hervé Hugo Ibrahima Idriss Ilyes Ismaël Jacek Jamel Jean João Jonas Jules Julien Karim Kenan Kevin Lamine Laurent
	Léo Loïc Louis Lucas Malik Mamadou Marcel Marius Martin Mathis Maurice Mehdi Minh Moussa Nathan Nicolas Nolan Octave
	Olivier Omar Oscar Ousmane Pablo Pascal Paul Philippe Pierre Quentin Rachid Rajan Raphaël Rayan Rémi René Roger
	Samir Samuel Sébastien Selim Sidi Simon Stéphane Sylvain Tariq Théo Thomas Tomasz Tristan Valentin Victor Vincent
	Wassim Xavier Yacine Yann Youssef Yusuf Zacharie
`);

export const familyNames = named(`
	Abrelin Adjoukia Aguirrot Aïtsoual Alvarède Amrouzine Andravel Arbelaz Aubrecourt Azilane Bacourdin Badirou
	Balandrel Barsagol Batouly Bazelière Belghorat Benamrouz Benkaldi Bérouvel Bichonet Borgelin Bouchtarel Boukhariz
	Bourlandin Brézalin Calvorin Camarasso Castanhol Cendrillac Chalopart Chamberlot Charvanel Chevaldin Cissakho
	Coulibarou Courtanvel Cvetanik Dabrowelski Dambélé-Kor Darmaillet Delvaire Demirkayan Desmazeaux Diakhoumé Diarramba
	Djebrouni Domenjac Dovalin Drammanou Dupralon Ebongoué Elmassoudi Escaravel Essombado Estevalho Fadigara Farouzy
	Faverolin Ferrandeau Filipovar Fontalirant Fouquerin Gadiraga Galvezon Garandel Garmouche Gassendre Ghazrani
	Gondrexin Goumbala Guéladio Guillemart Haddouzi Haidaroun Hautecloche Hoangmai Hocquelin Ibranovic Idrissalou
	Jaouhardi Jaroslavel Jolivard Kabassélé Kaloumbi Kassidoré Keitamba Khelladine Kouadjané Kovalinski Labrousset
	Lachenault Lamouretti Landrevie Larbouzi Larmandel Lefrançon Lemarouin Lestrangel Levasseul Loubakari Maccarenas
	Madroual Mahdjoubal Maillancourt Makoundou Malbranel Marouvin Masséglian Mbolokasa Mercadiel Mesrinot Moktarian
	Monfaucard Moraldès Moulinasse Mourabiti Nahounou Naïtsaïd Ndiayère Ngombolé Nguyendal Nicolescar Novakovin Oualembo
	Ouedralgo Ouzzarine Pachécal Papadorel Parvathan Pelletrac Pérégoux Petrulescu Phamtran Pinelhas Plessandre
	Popoveanu Poulangère Quénardel Rabehanta Rachidova Radovelic Rambolat Ravindrane Rezgualène Rocheblanque Roumégoux
	Sabourdin Saïdouni Sallandreau Samassakho Santamarel Sanogolé Sarmentier Savoyardin Seckouba Sidibékar Siméonac
	Sivakouman Stefanoskar Sylvarande Tadjerat Tambadiou Tavarelho Teixandro Thiamgué Tirouan Torrentin Tounkaradé
	Traorélé Trinhduc Turgotier Ulkerman Vadonnel Valcrain Vanderlek Vasconcelho Vauquelane Verdalon Vialardot
	Villebrande Vukosavel Wagadougan Wasserlin Weinmarel Yahiaren Yaméogal Yildizhan Zabouroff Zaïdouni Zamoranel
	Zemmourate Zielinskar Zouhaïret
`);

const estateHeads = [
	'Résidence',
	'Les Terrasses',
	'Le Clos',
	'Les Jardins',
	'Le Carré',
	'Les Balcons',
	'Le Hameau',
	'Les Allées'
] as const;

const estateTails = [
	'des Aulnes',
	'du Bief',
	'des Bleuets',
	'de la Boussole',
	'du Cadran',
	'des Capucines',
	'du Chèvrefeuille',
	'de la Clairière',
	'des Cormiers',
	'de la Dérive',
	'des Écluses',
	'du Fournil',
	'de la Garenne',
	'des Glaneuses',
	'du Grand Lavoir',
	'des Hirondelles',
	'de la Houle',
	'des Iris',
	'du Jeu de Paume',
	'de la Lanterne',
	'des Libellules',
	'du Magnolia',
	'des Maraîchers',
	'de la Mésange',
	'du Miroir',
	'des Noisetiers',
	'de l’Orangerie',
	'des Passereaux',
	'du Pigeonnier',
	'de la Prairie',
	'des Pommiers',
	'du Ruisseau',
	'des Sources',
	'de la Tonnelle',
	'du Verger',
	'des Vignerons'
] as const;

/** The name of an estate from its number; two of the first 288 are never alike. */
export function estateName(number: number): string {
	// 47 shares no factor with the 288 names, so that neighbours in the list differ in both words.
	const place = (number * 47) % (estateHeads.length * estateTails.length);
	return `${estateHeads[place % estateHeads.length]} ${estateTails[Math.floor(place / estateHeads.length)]}`;
}

const streetHeads = ['rue', 'avenue', 'allée', 'chemin', 'place', 'passage', 'mail', 'cours'] as const;
const streetTails = [
	'des Bateliers-Bleus',
	'de la Sauge-Blanche',
	'du Vieux-Tilleul-Creux',
	'des Quatre-Ricochets',
	'de la Balance-Romaine',
	'du Geai-Moqueur',
	'des Trois-Cerfs-Volants',
	'de la Pluie-d’Été',
	'du Coquelicot-Tardif',
	'des Marchands-de-Sable',
	'de la Toupie',
	'du Puits-Couvert',
	'des Ardoisiers',
	'de la Boîte-à-Musique',
	'du Sentier-Perdu',
	'des Lampadaires',
	'de la Grande-Marelle',
	'du Héron-Gris',
	'des Encres',
	'de la Navette',
	'du Campanile',
	'des Poissons-d’Argent',
	'de l’Aiguillage',
	'du Chant-du-Coq'
] as const;

/** How many streets have different names. */
export const streetNames = streetHeads.length * streetTails.length;

/** The name of a street from the number of its estate. */
export function streetName(number: number): string {
	const place = (number * 89) % streetNames;
	return `${streetHeads[place % streetHeads.length]} ${streetTails[Math.floor(place / streetHeads.length)]}`;
}

const organismPlaces = [
	'du Grèbe',
	'de l’Aulnaie Claire',
	'du Moulin Rieur',
	'de la Sittelle',
	'du Chêne Penché',
	'des Sept Fontaines Bleues',
	'de la Loutre',
	'du Bois Flotté',
	'de l’Alouette Grise',
	'du Petit Phare',
	'des Deux Lunes',
	'de la Pierre Ronde',
	'du Saule Marsault',
	'de la Roselière',
	'du Loriot',
	'des Cent Pas',
	'de la Brume Légère',
	'du Vent Coulis',
	'de la Tourterelle',
	'du Sillon',
	'des Grandes Marées',
	'de la Cigale Bleue',
	'du Marronnier Roux',
	'de l’Étoile Polaire'
] as const;

/** Names of the organisms beyond the first eight, all different; `place` from 0 to 143. */
export function furtherOrganism(place: number): { name: string; kind: 'OPH' | 'ESH' | 'SEM' | 'COOP' | 'OTHER' } {
	const tail = organismPlaces[place % organismPlaces.length]!;
	const forms = [
		{ name: `Logis ${tail}`, kind: 'ESH' },
		{ name: `Résidences ${tail}`, kind: 'ESH' },
		{ name: `Office ${tail}`, kind: 'OPH' },
		{ name: `Coop ${tail}`, kind: 'COOP' },
		{ name: `Foyers ${tail}`, kind: 'SEM' },
		{ name: `Toits ${tail}`, kind: 'OTHER' }
	] as const;
	return forms[Math.floor(place / organismPlaces.length) % forms.length]!;
}

/** An e-mail address in the reserved domain `.test` (RFC 6761): nothing sent there can arrive anywhere. */
export const emailOf = (first: Name, last: Name, domain: string) => `${first.plain}.${last.plain}@${domain}`;

/** A mobile number of the range kept for fiction by the French regulator (06 39 98). */
export const mobileOf = (number: number) => `06 39 98 ${pairs(number)}`;

/** A landline of the Paris region of the range kept for fiction (01 99 00). */
export const landlineOf = (number: number) => `01 99 00 ${pairs(number)}`;

function pairs(number: number): string {
	const digits = String(number % 10000).padStart(4, '0');
	return `${digits.slice(0, 2)} ${digits.slice(2)}`;
}
