import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { castStaff } from '#demo/territory/cast.ts';
import { expect, look, phone, test } from './steps.ts';

test.use({ exchange: 'files in and out' });

const { manager, officer } = castStaff.hautil;
const header =
	'Référence;Adresse;Code postal;Commune;Résidence;Pièces;Surface habitable;Étage;Ascenseur;Accessibilité;Financement;' +
	'Loyer des annexes;Charges;Conventionné;QPV;Réservation';
const home = (reference: string, area: string) =>
	`${reference};3 rue des Lilas;95000;Cergy;Les Lilas;T3;${area};RDC;non;ordinaire;PLUS;0;118,20;oui;non;en flux`;
const file = (...lines: string[]) => ({
	name: 'parc.csv',
	mimeType: 'text/csv',
	buffer: Buffer.from([header, ...lines].join('\r\n'), 'latin1')
});

const press = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name }).click();
async function send(page: Page, sent: ReturnType<typeof file>) {
	await page.getByLabel('Fichier CSV ou XLSX').setInputFiles(sent);
	await press(page, 'Envoyer le fichier');
}

test('a manager sends a file, corrects it, has it written, and takes the list out again', async ({ seatOf }) => {
	// From the file to the list, both ways.
	test.slow();
	const { page } = await seatOf(manager);
	await page.goto('/gestion/logements');
	await page.getByRole('link', { name: 'Importer des logements' }).click();
	await look(page);

	await test.step('a file about people is refused, and says why', async () => {
		await press(page, 'Envoyer le fichier');
		await expect(page.getByRole('alert')).toContainText('Choisissez un fichier');
		const people = { ...file(), buffer: Buffer.from('Référence;Étage;Nationalité\nL1;2;belge\n') };
		await send(page, people);
		await expect(page.getByRole('alert')).toContainText('ne doit jamais être collectée');
		await look(page);
	});

	await test.step('its columns are known; a choice that cannot be is said, and no other is lost', async () => {
		await send(page, file(home('ZZ-1', '64,5'), home('ZZ-2', 'grande')));
		await expect(page.getByRole('heading', { name: 'Ce que contient chaque colonne' })).toBeVisible();
		await expect(page.getByLabel('Surface habitable (m²)')).toHaveValue('6');
		await page.getByLabel('Porte').selectOption({ label: 'B. Adresse' });
		await page.getByLabel('Étage').selectOption({ label: 'Pas dans le fichier' });
		await press(page, 'Vérifier les lignes');
		await expect(page.getByRole('alert')).toContainText('Cette colonne est déjà choisie ailleurs.');
		await expect(page.getByLabel('Étage')).toHaveValue('');
		await look(page);
		await page.getByLabel('Porte').selectOption({ label: 'Pas dans le fichier' });
		await page.getByLabel('Étage').selectOption({ label: 'H. Étage' });
		await press(page, 'Vérifier les lignes');
	});

	await test.step('each line says what it would do; one refused keeps the whole file out', async () => {
		await expect(page.getByText('Lignes refusées : 1.')).toBeVisible();
		await expect(page.getByRole('row', { name: /ZZ-2/ })).toContainText('Écrivez un nombre, par exemple 64,5.');
		await expect(page.getByRole('button', { name: 'Écrire ces lignes' })).toHaveCount(0);
		await look(page);
		const report = page.waitForEvent('download');
		await page.getByRole('link', { name: 'Télécharger le rapport' }).click();
		const text = await readFile(await (await report).path(), 'utf8');
		expect(text).toContain('"3";"ZZ-2";"Refusé"');
		await press(page, 'Abandonner ce fichier');
		await expect(page.getByText('Ce fichier a été abandonné.')).toBeVisible();
		await page.getByRole('link', { name: 'Envoyer un autre fichier' }).click();
	});

	await test.step('corrected, it is written', async () => {
		await send(page, file(home('ZZ-1', '64,5'), home('ZZ-2', '71')));
		await press(page, 'Vérifier les lignes');
		await press(page, 'Écrire ces lignes');
		await expect(page.getByText('Logements nouveaux : 2, modifiés : 0.')).toBeVisible();
		await look(page);
	});

	await test.step('the list leaves as it was filtered, once its purpose is told, and comes in again unchanged', async () => {
		await page.goto('/gestion/logements?q=ZZ-');
		await page.getByRole('link', { name: 'Exporter la liste' }).click();
		await expect(page.getByText('Lignes : 2.')).toBeVisible();
		await press(page, 'Télécharger le fichier');
		await expect(page.getByRole('alert')).toContainText('Dites à quoi le fichier va servir.');
		await look(page);
		await page.getByLabel('Comparer avec notre logiciel, ou le corriger').check();
		await page.getByLabel('CSV (toutes tailles)').check();
		const leaving = page.waitForEvent('download');
		await press(page, 'Télécharger le fichier');
		const download = await leaving;
		expect(download.suggestedFilename()).toBe('logements.csv');
		const buffer = await readFile(await download.path());
		expect(buffer.toString()).toContain('usage interne');
		await page.goto('/gestion/logements/import');
		await send(page, { ...file(), buffer });
		await press(page, 'Vérifier les lignes');
		await expect(page.getByText('Ce fichier ne change rien')).toBeVisible();
	});
});

test('the same on a phone without JavaScript, and an officer has no such page', async ({ seatOf }) => {
	const { page } = await seatOf(manager, { viewport: phone, javaScriptEnabled: false });
	await page.goto('/gestion/logements/import');
	await send(page, file(home('ZY-1', '58')));
	await press(page, 'Vérifier les lignes');
	await expect(async () => {
		await page.reload();
		await expect(page.getByRole('button', { name: 'Écrire ces lignes' })).toBeVisible({ timeout: 500 });
	}).toPass();
	await look(page);
	await press(page, 'Écrire ces lignes');
	await expect(async () => {
		await page.reload();
		await expect(page.getByText('Le fichier est importé')).toBeVisible({ timeout: 500 });
	}).toPass();

	const reader = await seatOf(officer);
	await reader.page.goto('/gestion/logements');
	await expect(reader.page.getByRole('link', { name: 'Exporter la liste' })).toBeVisible();
	await expect(reader.page.getByRole('link', { name: 'Importer des logements' })).toHaveCount(0);
});
