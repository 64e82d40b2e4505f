import { castStaff, threeWay } from '#demo/territory/cast.ts';
import { aPdf, aPicture } from '#tests/factories/files.ts';
import { confirmExchangeOfThree, expect, look, openFile, phone, readHome, test } from './steps.ts';

test.use({ exchange: 'a household sends its papers' });

const { coralie } = threeWay;
const simplePhone = { viewport: phone, javaScriptEnabled: false };

test('a household sends its papers from a phone without JavaScript; the officer refuses one, then has all of them', async ({
	seatOf
}) => {
	test.setTimeout(300_000);
	const tenant = await seatOf(coralie, simplePhone);
	const officer = await seatOf(castStaff.quatreRives.officer);
	const own = tenant.page.getByRole('main');
	const desk = officer.page.getByRole('main');
	const send = async (name: string, buffer: Uint8Array, mimeType: string) => {
		await own.getByLabel('Photo ou fichier').setInputFiles({ name, mimeType, buffer: Buffer.from(buffer) });
		await own.getByRole('button', { name: 'Envoyer ce fichier' }).click();
	};
	const review = () => desk.locator('#piece');

	await test.step('an exchange of three is confirmed', () => confirmExchangeOfThree(seatOf, simplePhone));

	await test.step('the officer asks for what the situation calls for, in one go', async () => {
		await openFile(officer, 'Dossiers à compléter', coralie);
		await desk.getByRole('link', { name: 'Voir les pièces' }).click();
		await desk.getByRole('checkbox', { name: 'Justificatif d’identité', exact: true }).check();
		await expect(desk.getByRole('checkbox', { name: 'Avis d’imposition', exact: true })).toBeChecked();
		await look(officer.page);
		await desk.getByRole('button', { name: 'Demander ces pièces' }).click();
		await expect(desk.getByRole('status')).toContainText('La demande de pièces est envoyée au foyer.');
	});

	await test.step('a file that is no picture is refused in a sentence; a picture is received', async () => {
		await readHome(tenant, /papiers/);
		await own.getByRole('link', { name: 'Envoyer mes papiers' }).click();
		await expect(own).toContainText('Il reste 2 papiers à envoyer.');
		await look(tenant.page);
		await own.getByRole('link', { name: 'Justificatif d’identité' }).click();
		await expect(own).toContainText('Passeport');
		await look(tenant.page);
		await own.getByRole('button', { name: 'Envoyer ce fichier' }).click();
		await expect(tenant.page.getByRole('alert')).toContainText('Choisissez un fichier ou prenez une photo.');
		await send('carte.jpg', Buffer.from('<svg onload="alert(1)">'), 'image/jpeg');
		await expect(tenant.page.getByRole('alert')).toContainText('Ce type de fichier n’est pas accepté.');
		await look(tenant.page);
		await send('carte.jpg', await aPicture('jpeg', 600, 400), 'image/jpeg');
		await expect(own.getByRole('status').first()).toContainText('Votre fichier est bien reçu.');
		await expect(own.getByRole('link', { name: 'carte.jpg' })).toBeVisible();
		await look(tenant.page);
		await own.getByRole('link', { name: 'Revenir à vos papiers' }).click();
		await own.getByRole('link', { name: 'Avis d’imposition' }).click();
		await send('avis.pdf', await aPdf(), 'application/pdf');
		await own.getByRole('link', { name: 'Revenir à vos papiers' }).click();
		await expect(own).toContainText('Tout est envoyé.');
		await look(tenant.page);
	});

	await test.step('the officer looks at each, accepts one and refuses the other, and asks for it again', async () => {
		await officer.page.reload();
		const picture = review().getByRole('img', { name: /carte\.jpg/ });
		await expect(picture).toHaveJSProperty('naturalWidth', 600);
		await look(officer.page);
		await desk.getByRole('button', { name: 'Accepter cette pièce' }).click();
		await expect(desk.getByRole('status')).toContainText('La pièce est acceptée.');
		await expect(review().getByRole('heading')).toHaveText('Avis d’imposition');
		await desk.getByRole('button', { name: 'Refuser', exact: true }).click();
		await expect(officer.page.getByRole('alert')).toContainText('Indiquez pourquoi la pièce est refusée.');
		await desk.getByRole('radio', { name: 'Au nom d’une autre personne' }).check();
		await desk.getByRole('button', { name: 'Refuser', exact: true }).click();
		await expect(desk.getByRole('status')).toContainText('La pièce est refusée.');
		await look(officer.page);
		await desk.getByRole('checkbox', { name: 'Avis d’imposition' }).isHidden();
		await desk.getByRole('button', { name: 'Demander ces pièces' }).click();
	});

	await test.step('the household reads why, sends another, and the file is complete', async () => {
		await tenant.page.goto('/dossier');
		await expect(own).toContainText('Il est au nom d’une autre personne.');
		await look(tenant.page);
		await own.getByRole('link', { name: 'Avis d’imposition' }).click();
		await look(tenant.page);
		await send('avis-coralie.pdf', await aPdf(), 'application/pdf');
		await officer.page.reload();
		await desk.getByRole('button', { name: 'Accepter cette pièce' }).click();
		await desk.getByRole('button', { name: 'Marquer le dossier complet' }).click();
		await expect(desk.getByRole('status')).toContainText('Le dossier est complet.');
		await tenant.page.goto('/dossier');
		await expect(own).toContainText('Vos papiers sont acceptés.');
		await tenant.page.goto('/mes-donnees');
		await expect(own).toContainText('Regarder un papier que vous avez envoyé');
	});
});
