import { castStaff, coordinators, fourWay } from '#demo/territory/cast.ts';
import { expect, look, phone, test, type Seat } from './steps.ts';

test.use({ exchange: 'rules are written' });

const { manager, officer } = castStaff.hautil;

/** Presses a button; confirms to be who one is where the act binds. */
async function press({ page }: Seat, name: string): Promise<void> {
	await look(page);
	await page.getByRole('main').getByRole('button', { name }).first().click();
}

/** Puts the draft in force from today and confirms, then waits until the page says so. */
async function activate(seat: Seat): Promise<void> {
	const { page } = seat;
	const today = await page.getByLabel('Première journée d’application').getAttribute('min');
	await page.getByLabel('Première journée d’application').fill(today!);
	await press(seat, 'Activer cette version');
	const done = page.getByText('Version activée.');
	const asked = page.getByRole('heading', { level: 1, name: 'Confirmez que c’est bien vous' });
	await expect(done.or(asked)).toBeVisible();
	if (await asked.isVisible()) await press(seat, 'Confirmer');
	await expect(done).toBeVisible();
}

test('a territory writes its charter, sees what it would change, and puts it in force', async ({ seatOf }) => {
	const seat = await seatOf(coordinators[0]);
	const { page } = seat;
	await page.getByRole('link', { name: 'Rapprochements' }).click();
	await expect(page.getByText('Des plafonds calculés existent pour : PLAI.')).toBeVisible();
	await page.getByRole('link', { name: 'Les accepter dans les règles' }).click();

	await test.step('what is wrong is said beside its field, and nothing typed is lost', async () => {
		await page.getByLabel('Où cela a été décidé').fill('Conférence intercommunale du 12 mars 2026');
		await page.getByLabel('Alerte avant la fin d’une demande').fill('500');
		await press(seat, 'Enregistrer et voir l’effet');
		await expect(page.getByRole('alert')).toContainText('Indiquez un nombre de jours, de 0 à 120.');
		await expect(page.getByLabel('Où cela a été décidé')).toHaveValue('Conférence intercommunale du 12 mars 2026');
		await look(page);
		await page.getByLabel('Alerte avant la fin d’une demande').fill('45');
	});

	await test.step('the draft tells the moves gained and lost before anything changes', async () => {
		await page.getByRole('group', { name: 'Accepter les plafonds calculés' }).getByLabel('Oui').check();
		await press(seat, 'Enregistrer et voir l’effet');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Effet du brouillon');
		await expect(page.getByText('Déplacements gagnés')).toBeVisible();
		await expect(page.getByRole('row', { name: /INC-01 Plafond de ressources/ })).toBeVisible();
		await look(page);
	});

	await test.step('once in force it has its number, and the runs no longer wait for those ceilings', async () => {
		await activate(seat);
		await expect(page.getByText(/^Version 2, en vigueur depuis/)).toBeVisible();
		await look(page);
		await page.getByRole('link', { name: 'Rapprochements' }).click();
		await expect(page.getByText('Plafonds de ressources 2026 inconnus pour : PLI.')).toBeVisible();
	});
});

test('an organism writes its thresholds on a phone without JavaScript; its officers read them', async ({ seatOf }) => {
	const seat = await seatOf(manager, { viewport: phone, javaScriptEnabled: false });
	const { page } = seat;
	await page.goto('/gestion/reglages/regles');
	await expect(page.getByText('Reste à vivre minimal').first()).toBeVisible();
	await page.getByRole('link', { name: 'Préparer une version' }).click();
	await page.getByLabel('Où cela a été décidé').fill('Conseil d’administration du 3 février 2026');
	await page.getByLabel('Repère du taux d’effort').fill('30,5');
	await page.getByLabel('Reste à vivre minimal').fill('12');
	const criterion = page.getByRole('group', { name: 'Critère 1' });
	await criterion.getByLabel('Code').fill('aidant');
	await criterion.getByLabel('Nom en français').fill('Aidant d’un proche');
	await criterion.getByLabel('Nom en anglais').fill('Carer');
	await press(seat, 'Enregistrer et voir l’effet');
	await expect(page.getByText('Chaque critère a un code').first()).toBeVisible();
	await criterion.getByLabel('Poids').fill('5');
	await press(seat, 'Enregistrer et voir l’effet');
	await expect(page.getByRole('row', { name: /Critères de vos orientations Aucun Aidant d’un proche/ })).toBeVisible();
	await expect(page.getByRole('row', { name: /Repère du taux d’effort 33,0\s% 30,5\s%/ })).toBeVisible();
	await activate(seat);

	const reader = await seatOf(officer);
	await reader.page.goto('/gestion/reglages/regles');
	await expect(reader.page.getByText('30,5 %').first()).toBeVisible();
	await expect(reader.page.getByRole('link', { name: 'Préparer une version' })).toHaveCount(0);
	await look(reader.page);

	await test.step('an officer notes in a household’s file that it meets the criterion, on what proof', async () => {
		await reader.page.goto(`/gestion/annonces/${fourWay.odette.listingId}`);
		const criteria = reader.page.getByRole('region', { name: 'Critères locaux' });
		await expect(criteria).toContainText('Aidant d’un proche (votre organisme, poids 5)');
		await criteria.getByText('Noter ce critère').click();
		await criteria.getByLabel('Rempli', { exact: true }).check();
		await press(reader, 'Enregistrer la vérification');
		await expect(reader.page.getByRole('alert')).toContainText('Dites comment vous l’avez vérifié.');
		await look(reader.page);
		await criteria.getByLabel('Comment l’avez-vous vérifié').selectOption({ label: 'attestation d’un tiers' });
		await press(reader, 'Enregistrer la vérification');
		await expect(criteria).toContainText(/Rempli\s: attestation d’un tiers\. Vérifié le .* par Samia Delvaire\./);
		await look(reader.page);
	});
});
