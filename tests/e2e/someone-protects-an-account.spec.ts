import postgres from 'postgres';
import { castStaff, fourWay } from '#demo/territory/cast.ts';
import { demoPassword } from '#domain/accounts/demo-account.ts';
import { codeAt, stepAt } from '#server/accounts/totp.ts';
import { expect, look, signIn, test } from './steps.ts';

test.use({ exchange: 'people protect their accounts' });

const { manager } = castStaff.viosne;
const password = 'nuage vélo framboise 7';

/** RFC 4648, as it is shown: what a telephone makes of it. */
function bytesOf(base32: string): Uint8Array {
	const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
	const bits = [...base32.replaceAll(' ', '')].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0'));
	const bytes = bits.join('').match(/.{8}/g) ?? [];
	return Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 2));
}

test('somebody who is invited chooses a password, takes a telephone, and comes back with a code of the paper', async ({
	browser,
	page
}) => {
	await signIn(page, manager);
	await page.getByRole('link', { name: 'Accès' }).click();
	await look(page);
	const invitation = page.getByRole('region', { name: 'Inviter une personne de l’équipe' });
	await invitation.getByRole('button').click();
	await expect(page.getByRole('alert')).toContainText('Écrivez le prénom.');
	await look(page);
	await invitation.getByLabel('Prénom').fill('Nour');
	await invitation.getByLabel('Nom', { exact: true }).fill('Vauquelin');
	await invitation.getByLabel('Adresse e-mail professionnelle').fill('nour.vauquelin@exemple.fr');
	await invitation.getByLabel('Fonction').selectOption('Instruction des dossiers');
	await invitation.getByRole('button').click();
	const link = page.getByRole('main').getByRole('link', { name: '/acces/' });
	await expect(link).toBeVisible();
	await look(page);

	const own = await browser.newContext();
	const theirs = await own.newPage();
	await theirs.goto((await link.getAttribute('href'))!);
	await look(theirs);
	await theirs.getByLabel('Nouveau mot de passe').fill(password);
	await theirs.getByRole('main').getByRole('button').click();
	await expect(theirs.getByText('Votre mot de passe est enregistré.')).toBeVisible();
	const enter = async () => {
		await theirs.getByLabel('Adresse e-mail').fill('nour.vauquelin@exemple.fr');
		await theirs.getByLabel('Mot de passe', { exact: true }).fill(password);
		await theirs.getByRole('main').getByRole('button', { name: 'Se connecter' }).click();
	};
	await enter();
	await look(theirs);
	await theirs.getByRole('button', { name: 'Commencer' }).click();
	await expect(theirs.getByRole('img', { name: 'Code à photographier' })).toBeVisible();
	await look(theirs);
	const secret = bytesOf(await theirs.getByRole('definition').innerText());
	await theirs.getByLabel('Code à six chiffres').fill(codeAt(secret, stepAt(Date.now())));
	await theirs.getByRole('button', { name: 'Vérifier et activer' }).click();
	const codes = theirs.getByRole('list', { name: 'Vos codes de secours' }).getByRole('listitem');
	await expect(codes).toHaveCount(10);
	await look(theirs);
	const code = await codes.first().innerText();
	await theirs.getByRole('link', { name: 'J’ai gardé mes codes' }).click();
	await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('À traiter');

	await theirs.getByRole('button', { name: 'Se déconnecter' }).click();
	await theirs.goto('/connexion');
	await enter();
	await theirs.getByLabel('Code à six chiffres, ou code de secours').fill(code);
	await theirs.getByRole('button', { name: 'Continuer' }).click();
	await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('À traiter');
	await own.close();
});

test('what was typed is kept while one confirms who one is, without a script too', async ({ browser, server }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await signIn(page, manager);
	await page.goto('/gestion/acces');
	const sql = postgres(server.databaseUrl, { max: 1 });
	await sql`update session set authenticated_at = now() - interval '1 hour'`;
	await sql.end();
	const invitation = page.getByRole('region', { name: 'Inviter une personne de l’équipe' });
	await invitation.getByLabel('Prénom').fill('Léa');
	await invitation.getByLabel('Nom', { exact: true }).fill('Roux « dite » & fille');
	await invitation.getByLabel('Adresse e-mail professionnelle').fill('lea.roux@exemple.fr');
	await invitation.getByLabel('Fonction').selectOption('Responsable');
	await invitation.getByRole('button').click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Confirmez que c’est bien vous');
	await page.getByLabel('Mot de passe').fill('autre chose');
	await page.getByRole('button', { name: 'Confirmer' }).click();
	await expect(page.getByRole('alert')).toContainText('Ce mot de passe n’est pas le bon.');
	await page.getByLabel('Mot de passe').fill(demoPassword);
	await page.getByRole('button', { name: 'Confirmer' }).click();
	await expect(page.getByText('L’invitation est envoyée.').first()).toBeVisible();
	await expect(page.getByText('Léa Roux « dite » & fille').first()).toBeVisible();
	await context.close();
});

test('a device that was lost is disconnected from another', async ({ browser, page }) => {
	const lost = await browser.newContext();
	const telephone = await lost.newPage();
	await signIn(telephone, fourWay.odette);
	await signIn(page, fourWay.odette);
	await page.goto('/compte');
	await page.getByRole('link', { name: 'Mot de passe, téléphone et appareils connectés' }).click();
	await look(page);
	await expect(page.getByText('Cet appareil')).toHaveCount(1);
	await page.getByRole('button', { name: 'Déconnecter tous les autres appareils' }).click();
	await expect(page.getByText('Tous les autres appareils sont déconnectés.')).toBeVisible();
	await telephone.goto('/accueil');
	await expect(telephone).toHaveURL(/\/connexion/);
	await lost.close();
});
