import { coordinators, threeWay } from '#demo/territory/cast.ts';
import { expect, launchRun, look, phone, publishExchange, readHome, sayYes, test } from './steps.ts';

test.use({ exchange: 'a household declines' });

const { coralie, nadia } = threeWay;
const simplePhone = { viewport: phone, javaScriptEnabled: false };

test('a household declines on a phone without JavaScript, and nothing is lost', async ({ seatOf }) => {
	test.setTimeout(120_000);

	await test.step('an exchange of three is proposed, and the first household says yes', async () => {
		const coordinator = await seatOf(coordinators[0]);
		await launchRun(coordinator);
		await publishExchange(coordinator, 'T3 Osny');
		await sayYes(await seatOf(coralie, simplePhone), 'proposal');
	});

	await test.step('the second household says no, after reading its answer again', async () => {
		const seat = await seatOf(nadia, simplePhone);
		const { page } = seat;
		const main = page.getByRole('main');
		await readHome(seat, 'Répondez à la proposition d’échange');
		await main.getByRole('link', { name: 'Lire la proposition' }).click();
		await main.getByRole('link', { name: 'Répondre' }).click();
		await main.getByRole('link', { name: 'Non merci' }).click();
		await look(page);

		await main.getByRole('button', { name: 'Relire ma réponse' }).click();
		await expect(page.getByRole('alert')).toContainText('Choisissez un motif.');
		await look(page);
		await page.getByRole('radio', { name: 'Le loyer ou les charges' }).check();
		await page.getByLabel('Un mot de plus').fill('Trop de charges en hiver.');
		await main.getByRole('button', { name: 'Relire ma réponse' }).click();

		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vous allez dire non');
		await expect(main).toContainText('Le loyer ou les charges');
		await expect(main).toContainText('Trop de charges en hiver.');
		await expect(main).toContainText('Personne ne saura que c’est vous.');
		await look(page);
		await main.getByRole('button', { name: 'Refuser la proposition' }).click();
		await expect(main).toContainText('Votre réponse est enregistrée. L’échange s’arrête.');
		await expect(main).toContainText('Votre logement et votre annonce ne changent pas.');
		await look(page);
	});

	await test.step('the first household reads why, in plain words, and not who', async () => {
		const seat = await seatOf(coralie, simplePhone);
		const { page } = seat;
		const main = page.getByRole('main');
		await readHome(seat, 'Nous cherchons un échange pour vous');
		await main.getByRole('article').getByRole('link').click();
		await expect(main).toContainText('Un foyer n’a pas souhaité donner suite à la proposition.');
		await expect(main).toContainText('Nous cherchons une autre solution : vous n’avez rien à faire.');
		await expect(main).not.toContainText(nadia.lastName);
		await expect(main).not.toContainText('Le loyer ou les charges');
		await expect(main).not.toContainText('Trop de charges en hiver.');
		await look(page);
	});

	await test.step('both still look for a home, with the answers they had given', async () => {
		for (const household of [coralie, nadia]) {
			const seat = await seatOf(household, simplePhone);
			await readHome(seat, 'Nous cherchons un échange pour vous');
			await seat.page.getByRole('main').getByRole('link', { name: 'Votre annonce' }).click();
			await expect(seat.page.getByRole('main')).toContainText('Publiée');
			await look(seat.page);
		}
	});
});
