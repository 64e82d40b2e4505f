import { castMember, castStaff, coordinators, fourWay } from '#demo/territory/cast.ts';
import { demoPassword } from '#domain/accounts/demo-account.ts';
import { expect, look, signIn, test, type Person } from './steps.ts';

test.use({ exchange: 'people sign in' });

const { officer, manager, calSecretary, organismAdmin, auditor, dataProtectionOfficer } = castStaff.viosne;

/** The first page of each role, by its title. */
const homes: { role: string; person: Person; path: string; title: string; foreign: string }[] = [
	{ role: 'tenant', person: fourWay.odette, path: '/accueil', title: 'Bonjour Odette', foreign: '/gestion' },
	{ role: 'officer', person: officer, path: '/gestion', title: 'À traiter', foreign: '/territoire' },
	{ role: 'manager', person: manager, path: '/gestion', title: 'À traiter', foreign: '/accueil' },
	{
		role: 'secretary of the commission',
		person: calSecretary,
		path: '/gestion',
		title: 'À traiter',
		foreign: '/accueil'
	},
	{
		role: 'administrator',
		person: organismAdmin,
		path: '/gestion/reglages',
		title: 'Réglages',
		foreign: '/territoire'
	},
	{
		role: 'auditor',
		person: auditor,
		path: '/gestion/journal',
		title: 'Journal de l’organisme',
		foreign: '/accueil'
	},
	{
		role: 'data-protection officer',
		person: dataProtectionOfficer,
		path: '/gestion/demandes',
		title: 'Demandes sur les données',
		foreign: '/accueil'
	},
	{
		role: 'member of the commission',
		person: castMember,
		path: '/gestion/seances',
		title: 'Mes séances',
		foreign: '/accueil'
	},
	{
		role: 'coordinator',
		person: coordinators[0],
		path: '/territoire',
		title: 'Tableau de bord du territoire',
		foreign: '/propositions'
	}
];

test('a wrong password keeps the e-mail address and says what to do', async ({ page }) => {
	const { email } = fourWay.odette;
	await page.goto('/connexion');
	await look(page);
	await page.getByLabel('Adresse e-mail').fill(email);
	await page.getByLabel('Mot de passe', { exact: true }).fill('autre chose');
	await page.getByRole('main').getByRole('button', { name: 'Se connecter' }).click();
	await expect(page.getByRole('alert')).toContainText('L’adresse ou le mot de passe n’est pas le bon.');
	await expect(page.getByRole('alert')).toContainText('Vérifiez les deux, puis réessayez.');
	await expect(page.getByRole('alert')).toBeFocused();
	await expect(page.getByLabel('Adresse e-mail')).toHaveValue(email);
	await expect(page).toHaveTitle(/^Erreur/);
	await look(page);
	await page.getByLabel('Mot de passe', { exact: true }).fill(demoPassword);
	await page.getByRole('main').getByRole('button', { name: 'Se connecter' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bonjour Odette');
});

test('who follows a link signs in, and arrives where it leads', async ({ page }) => {
	await page.goto('/propositions');
	await expect(page).toHaveURL(/\/connexion\?retour=/);
	await page.getByLabel('Adresse e-mail').fill(fourWay.odette.email);
	await page.getByLabel('Mot de passe', { exact: true }).fill(demoPassword);
	await page.getByRole('main').getByRole('button', { name: 'Se connecter' }).click();
	await expect(page).toHaveURL(/\/propositions$/);
});

for (const { role, person, path, title, foreign } of homes) {
	test(`the ${role} comes home, and finds the pages of another role closed`, async ({ page }) => {
		await signIn(page, person);
		await expect(page).toHaveURL((url) => url.pathname === path);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
		await look(page);
		const answer = await page.goto(foreign);
		expect(answer?.status()).toBe(403);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cette page ne vous est pas ouverte');
		await expect(page.getByRole('main')).toContainText('réservée à d’autres personnes');
		await look(page);
	});
}
