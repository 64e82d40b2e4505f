import { asOfRight } from '#demo/territory/cast.ts';
import { helpers } from '#demo/territory/cast/people.ts';
import { expect, look, phone, send, test } from './steps.ts';

test.use({ exchange: 'somebody helps a household' });

const { lucette } = asOfRight;
const helper = helpers.clairene;

test('a household names who helps it, from a phone without JavaScript; she reads and decides nothing; it ends it', async ({
	seatOf
}) => {
	test.setTimeout(180_000);
	const tenant = await seatOf(lucette, { viewport: phone, javaScriptEnabled: false });
	const own = tenant.page.getByRole('main');
	const { page } = await seatOf(helper, { viewport: phone });
	const main = page.getByRole('main');

	await test.step('who helps another household stops, since an account helps one', async () => {
		await page.goto('/compte');
		await look(page);
		await send(page, 'Arrêter d’aider ce foyer', 'Vous n’aidez personne en ce moment');
	});

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

	await test.step('no link tells whether the address had an account; she reads the home page of the household', async () => {
		await expect(own.getByRole('link', { name: /\/acces\// })).toHaveCount(0);
		await page.goto('/accueil');
		await expect(main).toContainText(`Vous aidez le foyer ${lucette.lastName}`);
	});

	await test.step('she finds nothing to decide, and no page of the household alone', async () => {
		await page.goto('/mon-annonce');
		await expect(main.getByRole('heading', { level: 1 })).toHaveText('Votre annonce');
		await expect(main.getByRole('button')).toHaveCount(0);
		for (const closed of ['/compte/aide', '/mes-donnees']) expect((await page.request.get(closed)).status()).toBe(404);
		await page.goto('/mon-annonce/retirer');
		await expect(page.getByRole('button', { name: /Arrêter|Effacer|Retirer/ })).toHaveCount(0);
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
});
