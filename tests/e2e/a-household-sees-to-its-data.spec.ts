import { readFile } from 'node:fs/promises';
import { castStaff, fourWay } from '#demo/territory/cast.ts';
import { expect, look, signIn, test } from './steps.ts';

test.use({ exchange: 'data of people' });

test('a household takes a copy of its data, sees who read its file, and asks to be forgotten', async ({ page }) => {
	await signIn(page, fourWay.odette);
	await page.goto('/compte');
	await page.getByRole('main').getByRole('link', { name: 'Mes données' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mes données');
	await look(page);

	// Not before it is known who asks: on a new browser, by the code that a letter gives.
	const early = await page.request.get('/mes-donnees/copie.json', { maxRedirects: 0 });
	expect(early.status()).toBe(303);
	await page.getByRole('button', { name: /pour lire/ }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Confirmez que c’est bien vous');
	await page.getByRole('button', { name: 'Confirmer' }).click();
	const download = async (format: string) => {
		const link = page.getByRole('link', { name: `Télécharger votre copie (${format})` });
		const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
		return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
	};
	const html = await download('HTML');
	await look(page);
	expect(html.name).toBe('mes-donnees.html');
	expect(html.text).toContain(fourWay.odette.lastName);
	expect(html.text).toContain('Besoins d’accès');
	await page.getByRole('button', { name: /autre service/ }).click();
	const json = await download('JSON');
	expect(JSON.parse(json.text)).toMatchObject({ account: { email: fourWay.odette.email } });

	const erase = page.getByRole('button', { name: 'Effacer mes données' });
	await erase.click();
	await expect(page.getByRole('alert')).toContainText('Cochez la case pour confirmer.');
	await look(page);
	await page.getByLabel('Je veux tout effacer').check();
	await erase.click();
	await expect(page.getByText('Il aura lieu cette nuit.')).toBeVisible();
	await expect(erase).toHaveCount(0);
	await look(page);
});

test('the manager names two referents, who alone see the list of protected households', async ({ page, browser }) => {
	const { manager, officer, calSecretary } = castStaff.viosne;
	await signIn(page, manager);
	await page.goto('/gestion/referents');
	await look(page);
	await expect(page.getByRole('heading', { name: 'Foyers protégés' })).toHaveCount(0);
	await page.getByRole('button', { name: 'Désigner les référents' }).click();
	await expect(page.getByRole('alert')).toContainText('Choisissez une personne.');
	await page.getByLabel('Premier référent').selectOption({ label: `${officer.firstName} ${officer.lastName}` });
	await page
		.getByLabel('Second référent')
		.selectOption({ label: `${calSecretary.firstName} ${calSecretary.lastName}` });
	await page.getByRole('button', { name: 'Désigner les référents' }).click();
	await expect(page.getByText('Les référents sont désignés.')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Foyers protégés' })).toHaveCount(0);

	const context = await browser.newContext();
	const referent = await context.newPage();
	await signIn(referent, officer);
	await referent.goto('/gestion/referents');
	await referent.getByLabel('Numéro de bail').fill('BAIL-INCONNU');
	await referent.getByRole('button', { name: 'Protéger ce foyer' }).click();
	await expect(referent.getByRole('alert')).toContainText('Aucun bail en cours ne porte ce numéro chez vous.');
	await look(referent);
	await context.close();
});
