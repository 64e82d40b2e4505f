import { castStaff, vacancyChain } from '#demo/territory/cast.ts';
import { expect, look, test } from './steps.ts';

test.use({ exchange: 'requests on data' });

test('a person objects, another request is accepted, and who keeps the file corrects it', async ({ seatOf }) => {
	const { dataProtectionOfficer, officer } = castStaff.viosne;
	const { page: mine } = await seatOf(vacancyChain.simone);
	await mine.goto('/mes-donnees');
	await expect(mine.getByRole('heading', { name: 'Vos demandes' })).toBeVisible();
	await look(mine);
	await mine.getByRole('link', { name: 'M’opposer à l’usage de mes données' }).click();
	const send = mine.getByRole('button', { name: 'Envoyer ma demande' });
	await send.click();
	await expect(mine.getByRole('alert')).toContainText('Dites pourquoi votre situation justifie votre opposition');
	await look(mine);
	await mine.getByLabel('Pourquoi vous opposez-vous').fill('Quelqu’un ne doit pas voir mon annonce.');
	await send.click();
	await expect(mine.getByText('Votre demande est envoyée')).toBeVisible();
	await mine.goto('/mon-annonce');
	await expect(mine.getByText('Votre annonce est en pause')).toBeVisible();
	await look(mine);

	const { page: desk } = await seatOf(dataProtectionOfficer);
	await expect(desk).toHaveURL(/\/gestion\/demandes$/);
	await expect(desk.getByRole('row')).toHaveCount(3);
	await look(desk);
	// The one that waits for longest, twelve days, is the first.
	await desk.getByRole('link', { name: 'Simone Dupralon' }).first().click();
	await expect(desk.getByRole('heading', { level: 1 })).toHaveText(/^Rectification/);
	const answer = desk.getByRole('button', { name: 'Envoyer la réponse' });
	await desk.getByLabel('Refuser').check();
	await desk.getByLabel('Explication pour la personne').fill('La quittance dit autre chose.');
	await answer.click();
	await expect(desk.getByRole('alert')).toContainText('Choisissez une raison');
	await expect(desk.getByLabel('Explication pour la personne')).toHaveValue('La quittance dit autre chose.');
	await look(desk);
	await desk.getByLabel('Accepter').check();
	await answer.click();
	await expect(desk.getByText('La réponse est partie.')).toBeVisible();
	await expect(desk.getByText('Au service qui corrige')).toBeVisible();

	const { page: office } = await seatOf(officer);
	await office.getByRole('link', { name: 'Simone Dupralon' }).click();
	await look(office);
	await office.getByRole('button', { name: /C’est corrigé/ }).click();
	await expect(office.getByText('Rien à corriger', { exact: true })).toBeVisible();
	await look(office);
	await mine.goto('/mes-donnees');
	await expect(mine.getByText('Acceptée', { exact: true })).toBeVisible();
	await look(mine);
});
