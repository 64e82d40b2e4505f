import { castStaff, threeWay } from '#demo/territory/cast.ts';
import { completeFile, confirmExchangeOfThree, expect, holdCommission, look, readHome, test } from './steps.ts';

test.use({ exchange: 'a commission refuses' });

const { coralie, nadia } = threeWay;

test('a commission does not award a home: the exchange stops for all, and nobody has lost anything', async ({
	seatOf
}) => {
	test.setTimeout(240_000);
	await test.step('an exchange of three is confirmed', () => confirmExchangeOfThree(seatOf));

	await test.step('one commission refuses, and confirms it knowing how many homes depend on it', async () => {
		await completeFile(await seatOf(castStaff.toitsPartages.officer), nadia);
		await holdCommission(await seatOf(castStaff.toitsPartages.calSecretary), {
			name: 'Non-attribution',
			motive: 'Logement trop petit ou trop grand'
		});
	});

	await test.step('a household reads that a commission refused, not for whom nor why', async () => {
		const seat = await seatOf(coralie);
		const main = seat.page.getByRole('main');
		await readHome(seat, /^(Nous cherchons un échange pour vous|Répondez à la proposition d’échange)$/);
		await seat.page.getByRole('link', { name: 'Vos propositions' }).click();
		await main.getByRole('link', { name: /T3/ }).last().click();
		await expect(main).toContainText('Une commission d’attribution n’a pas attribué l’un des logements.');
		await expect(main).not.toContainText(nadia.lastName);
		await expect(main).not.toContainText('trop petit');
		await look(seat.page);
	});

	await test.step('the household that was refused reads the reason', async () => {
		const seat = await seatOf(nadia);
		const main = seat.page.getByRole('main');
		await readHome(seat, 'Nous cherchons un échange pour vous');
		await seat.page.getByRole('link', { name: 'Vos propositions' }).click();
		await main.getByRole('link', { name: /T3/ }).last().click();
		await expect(main).toContainText('Logement trop petit ou trop grand');
		await look(seat.page);
	});
});
