import { asOfRight } from '#demo/territory/cast.ts';
import { expect, look, phone, send, test } from './steps.ts';

test.use({ exchange: 'somebody helps a household' });

const { lucette } = asOfRight;
const helper = { firstName: 'Maud', lastName: 'Brévanne', email: 'maud.brevanne@exemple.test' };
const password = 'quatre mots tirés au sort';

test('a household names who helps it, from a phone without JavaScript; she reads and decides nothing; it ends it', async ({
	seatOf,
	browser
}) => {
	test.setTimeout(180_000);
	const tenant = await seatOf(lucette, { viewport: phone, javaScriptEnabled: false });
	const own = tenant.page.getByRole('main');
	const context = await browser.newContext({ viewport: phone });
	const page = await context.newPage();
	const main = page.getByRole('main');

	await test.step('it says who, and for how long: nothing is chosen for it', async () => {
		await tenant.page.goto('/compte');
		await own.getByRole('link', { name: 'La personne qui m’aide' }).click();
		await look(tenant.page);
		await own.getByRole('button', { name: 'Choisir cette personne' }).click();
		await expect(tenant.page.getByRole('alert')).toContainText('Dites pour combien de temps.');
		await own.getByLabel('Son prénom').fill(helper.firstName);
		await own.getByLabel('Son nom', { exact: true }).fill(helper.lastName);
		await own.getByLabel('Son adresse e-mail').fill(helper.email);
		await own.getByLabel('3 mois').check();
		await send(tenant.page, 'Choisir cette personne', 'La personne reçoit une invitation par e-mail.');
		await look(tenant.page);
	});

	await test.step('she opens her invitation, and reads the home page of the household', async () => {
		const link = await own.getByRole('link', { name: /\/acces\// }).getAttribute('href');
		await page.goto(link!);
		await main.getByLabel('Nouveau mot de passe').fill(password);
		await main.getByRole('button').click();
		await expect(main).toContainText('Votre mot de passe est enregistré');
		await main.getByLabel('Adresse e-mail').fill(helper.email);
		await main.getByLabel('Mot de passe').fill(password);
		await main.getByRole('button', { name: 'Se connecter' }).click();
		await expect(main).toContainText(`Vous aidez le foyer ${lucette.lastName}`);
	});

	await test.step('she finds nothing to decide, and no page of the household alone', async () => {
		await page.goto('/mon-annonce');
		await expect(main.getByRole('heading', { level: 1 })).toHaveText('Votre annonce');
		await expect(main.getByRole('button')).toHaveCount(0);
		for (const closed of ['/compte/aide', '/mes-donnees', '/mon-annonce/retirer']) {
			const answer = await page.goto(closed);
			expect([404, 200]).toContain(answer!.status());
			await expect(page.getByRole('button', { name: /Arrêter|Effacer|Retirer/ })).toHaveCount(0);
		}
	});

	await test.step('the household ends it in one click, and her next page shows nothing', async () => {
		await tenant.page.goto('/compte/aide');
		await look(tenant.page);
		await own.getByRole('button', { name: 'Arrêter cette aide' }).click();
		await expect(own).toContainText('L’aide est arrêtée.');
		await page.goto('/mon-annonce');
		await expect(main).toContainText('Vous n’aidez personne en ce moment');
		await expect(main).not.toContainText(lucette.lastName);
	});
	await context.close();
});
