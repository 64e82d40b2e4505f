/**
 * What people do in the journeys, by clicking, in the words of the pages.
 *
 * Whoever takes part has a browser of their own. Each page they come to is looked at once: accessible, no wider than a
 * phone, nothing said in the console.
 */
import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { demoPassword } from '#domain/accounts/demo-account.ts';
import { addDays, type Day } from '#domain/calendar.ts';
import { castStaff, coordinators, holdersOf, threeWay } from '#demo/territory/cast.ts';
import { expect, phone, test as base } from '#tests/support/journey.ts';

export { expect, phone };

export type Person = { firstName: string; lastName: string; email: string };

/** The browser of somebody, signed in. */
export type Seat = { page: Page; person: Person };

type Fixtures = {
	/** Opens the browser of somebody who signs in, or the one that is already open. */
	seatOf: (person: Person, options?: BrowserContextOptions) => Promise<Seat>;
};

export const test = base.extend<Fixtures>({
	seatOf: async ({ browser }, use) => {
		const seats = new Map<string, Promise<Seat>>();
		const complaints: string[] = [];
		const open = async (person: Person, options?: BrowserContextOptions) => {
			const context = await browser.newContext(options);
			if (options?.javaScriptEnabled === false) scriptless.add(context);
			const page = await context.newPage();
			listen(page, complaints);
			await signIn(page, person);
			return { page, person };
		};
		await use((person, options) => {
			const seat = seats.get(person.email) ?? open(person, options);
			seats.set(person.email, seat);
			return seat;
		});
		for (const seat of await Promise.allSettled(seats.values()))
			if (seat.status === 'fulfilled') await seat.value.page.context().close();
		expect(complaints, 'what the consoles said').toEqual([]);
	}
});

/** Notes what a page complains of: a script that failed, something the content security policy stopped. */
export function listen(page: Page, complaints: string[]): void {
	page.on('console', (message) => {
		// The browser reports each answer 400 or 409, which is how a form that is not filled, or refused, comes back.
		if (message.type() === 'error' && !/status of 40[09]/.test(message.text()))
			complaints.push(`${page.url()}: ${message.text()}`);
	});
	page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
}

const lookedAt = new Set<string>();
const scriptless = new WeakSet<BrowserContext>();

/** Looks at a page, unless one with the same buttons was: accessible, one title, no wider than a phone. */
export async function look(page: Page): Promise<void> {
	const address = new URL(page.url());
	const kind = `${address.pathname}${address.search}`.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*');
	const buttons = await page.getByRole('main').getByRole('button').allInnerTexts();
	const key = [kind, ...buttons].join('\n');
	if (lookedAt.has(key)) return;
	lookedAt.add(key);
	await expect.soft(page.getByRole('heading', { level: 1 }), kind).toHaveCount(1);
	// Axe waits for ever where scripts are off; the same pages are looked at with them.
	if (!scriptless.has(page.context())) {
		const { violations } = await new AxeBuilder({ page }).analyze();
		const said = violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target.join(' ')) }));
		expect.soft(said, kind).toEqual([]);
	}
	const size = page.viewportSize();
	await page.setViewportSize(phone);
	const tooWide = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect.soft(tooWide, `${kind}: px too wide for a phone`).toBe(0);
	if (size) await page.setViewportSize(size);
}

export async function signIn(page: Page, { email }: Person, password: string = demoPassword): Promise<void> {
	await page.goto('/connexion');
	await page.getByLabel('Adresse e-mail').fill(email);
	await page.getByLabel('Mot de passe', { exact: true }).fill(password);
	await page.getByRole('main').getByRole('button', { name: 'Se connecter' }).click();
	await page.waitForURL((url) => url.pathname !== '/connexion');
	if (new URL(page.url()).pathname === '/connexion/code') await giveCode(page);
}

/** Gives the code that the demonstration has filled in: staff have a second factor. */
async function giveCode(page: Page): Promise<void> {
	await look(page);
	await button(page, 'Continuer').click();
	await page.waitForURL((url) => !url.pathname.startsWith('/connexion'));
}

const button = (page: Page, name: string | RegExp) =>
	page.getByRole('main').getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) });
const link = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name });

/** Clicks, confirms to be who one is where the act binds, then waits until the page says what was done. */
export async function send(page: Page, name: string | RegExp, answer: string | RegExp): Promise<void> {
	await look(page);
	await button(page, name).click();
	const done = page.getByRole('main').getByText(answer).first();
	const asked = page.getByRole('heading', { level: 1, name: 'Confirmez que c’est bien vous' });
	await expect(done.or(asked)).toBeVisible();
	if (await asked.isVisible()) {
		await look(page);
		await button(page, 'Confirmer').click();
	}
	await expect(done).toBeVisible();
}

// The coordinator.

/** Launches a run and waits for its result. */
export async function launchRun({ page }: Seat): Promise<void> {
	await page.getByRole('link', { name: 'Rapprochements' }).click();
	await look(page);
	await button(page, 'Lancer le rapprochement').click();
	await expect(page.getByRole('heading', { name: 'Ce que le calcul garantit' })).toBeVisible({ timeout: 30_000 });
	await look(page);
}

/** Puts to its households the exchange in which these homes change hands: « T4 Jouy-le-Moutier », « T3 Vauréal ». */
export async function publishExchange({ page }: Seat, ...homes: string[]): Promise<void> {
	const exchanges = page
		.getByRole('region', { name: 'Échanges trouvés' })
		.getByRole('listitem')
		.filter({ has: page.getByRole('group') });
	const exchange = homes.reduce((found, home) => found.filter({ hasText: home }), exchanges);
	const propose = exchange.getByRole('button', { name: 'Proposer aux foyers' });
	if (!(await propose.isVisible())) await exchange.getByRole('heading', { level: 3 }).click();
	await look(page);
	await propose.click();
	await expect(page.getByText('1 échange a été proposé à ses foyers.')).toBeVisible();
}

/** Moves the clock of the demonstration forward. */
export async function wait({ page }: Seat, days: number): Promise<void> {
	await page.getByRole('link', { name: 'Horloge' }).click();
	await page.getByLabel('Avancer de combien de jours').fill(String(days));
	await send(page, 'Avancer l’horloge', 'L’horloge a avancé.');
}

// The households.

/** The home of a household, once it says that this is to be done or awaited. */
export async function readHome({ page }: Seat, title: string | RegExp): Promise<void> {
	await expect(async () => {
		await page.goto('/accueil');
		await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 20_000 });
	await look(page);
}

/** From the home, follows the link of what is to be done now. */
async function doNow(seat: Seat, title: string | RegExp): Promise<void> {
	await readHome(seat, title);
	await seat.page.getByRole('region', { name: title }).getByRole('link').click();
}

const questions = {
	proposal: {
		home: 'Répondez à la proposition d’échange',
		yes: 'Oui, ce logement m’intéresse',
		send: 'Dire oui à cette proposition'
	},
	visit: {
		home: 'Après la visite, voulez-vous continuer ?',
		yes: 'Oui, je veux continuer',
		send: 'Continuer après la visite'
	},
	commitment: { home: 'Dites si vous vous engagez', yes: 'Oui, je m’engage', send: 'M’engager dans cet échange' },
	offer: { home: 'Répondez à votre offre de logement', yes: 'Oui, j’accepte l’offre', send: 'Accepter cette offre' }
} as const;

/** Reads the question put to the household, says yes, reads the answer again and sends it. */
export async function sayYes(seat: Seat, question: keyof typeof questions): Promise<void> {
	const { page } = seat;
	const words = questions[question];
	await doNow(seat, words.home);
	if (question === 'proposal') {
		await expect(page.getByRole('heading', { name: 'Qui irait où' })).toBeVisible();
		await look(page);
		await link(page, 'Répondre').click();
	}
	await expect(link(page, words.yes)).toBeVisible();
	await look(page);
	await link(page, words.yes).click();
	await expect(page.getByRole('heading', { name: 'Ce que votre oui veut dire' })).toBeVisible();
	await send(page, words.send, 'Votre réponse est enregistrée. Merci.');
	await look(page);
}

/** Suggests to see the home one would take, so many days from now. */
export async function suggestVisit(seat: Seat, days: number, time: string): Promise<void> {
	const { page } = seat;
	// Who comes after another household is first told of the hour that one asks for; both are settled on one page.
	await doNow(seat, /^(Proposez une heure de visite|Une heure de visite vous est proposée)$/);
	const visit = page.getByRole('region', { name: /^Vous visitez/ });
	const day = visit.getByLabel('Jour');
	await day.fill(await laterThan(day, days));
	await visit.getByLabel('Heure').fill(time);
	await look(page);
	await visit.getByRole('button', { name: 'Proposer cette heure' }).click();
	await expect(page.getByText('Votre proposition est envoyée à l’autre côté.')).toBeVisible();
}

/** Agrees to the time at which another household wants to see one's home. */
export async function agreeToVisit(seat: Seat): Promise<void> {
	const { page } = seat;
	await doNow(seat, 'Une heure de visite vous est proposée');
	await send(page, /^Confirmer le/, 'La visite est confirmée.');
	await look(page);
}

// The organisms.

/** Opens the file of a household from what is to be done. */
export async function openFile({ page }: Seat, queue: string, { lastName }: Person): Promise<void> {
	const file = page.getByRole('region', { name: queue }).getByRole('link', { name: lastName });
	await expect(async () => {
		await page.goto('/gestion');
		await expect(file).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 20_000 });
	await look(page);
	await file.click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Dossier');
}

/** Studies the file of a household and supports its move. */
export async function support(seat: Seat, household: Person): Promise<void> {
	const { page } = seat;
	await openFile(seat, 'Dossiers à étudier', household);
	await page.getByRole('radio', { name: 'Favorable', exact: true }).check();
	await send(page, 'Donner cet avis', 'Votre avis est enregistré.');
	await look(page);
}

/** Checks that a household has the right to exchange, and nothing else. */
export async function checkRight(seat: Seat, household: Person): Promise<void> {
	const { page } = seat;
	await openFile(seat, 'Dossiers à étudier', household);
	await page.getByRole('radio', { name: 'Oui, chacun reprend le bail de l’autre' }).check();
	await send(page, 'Enregistrer la vérification', 'Votre avis est enregistré.');
	await look(page);
}

const papersOfEveryFile = ['Justificatif d’identité', 'Avis d’imposition'];

/** Asks for the papers of a household, receives them, and says that the file is complete. */
export async function completeFile(seat: Seat, household: Person): Promise<void> {
	const { page } = seat;
	await openFile(seat, 'Dossiers à compléter', household);
	await link(page, 'Voir les pièces').click();
	for (const paper of papersOfEveryFile) await page.getByRole('checkbox', { name: paper, exact: true }).check();
	await send(page, 'Demander ces pièces', 'La demande de pièces est envoyée au foyer.');
	for (const paper of await page.getByRole('group', { name: 'Pièces reçues aujourd’hui' }).getByRole('checkbox').all())
		await paper.check();
	await send(page, 'Enregistrer la réception', 'La réception est enregistrée.');
	await send(page, 'Marquer le dossier complet', 'Le dossier est complet.');
}

/** What a commission decides of a move, in the words of the page; a refusal is confirmed before it is recorded. */
type Decision = { name: 'Attribution' } | { name: 'Non-attribution'; motive: string };

/** The commission meets today on the file that is ready, decides, and its minutes are signed. */
export async function holdCommission({ page }: Seat, decision: Decision = { name: 'Attribution' }): Promise<void> {
	await page.getByRole('link', { name: 'Commissions' }).click();
	const day = page.getByLabel('Jour', { exact: true });
	await day.fill(await laterThan(day, 0));
	await page.getByLabel('Lieu').fill('Siège de l’organisme');
	await look(page);
	await button(page, 'Prévoir la séance').click();
	await send(page, /^Inscrire/, 'L’ordre du jour est enregistré.');
	await send(page, 'Clore l’ordre du jour et convoquer', 'La séance est convoquée.');

	const presences = page.getByRole('region', { name: 'Présences' });
	for (const member of await presences.getByRole('checkbox').all()) await member.check();
	await send(page, 'Enregistrer les présences', 'Les présences sont enregistrées.');
	await presences.getByLabel('Préside la séance').selectOption({ index: 1 });
	await send(page, 'Ouvrir la séance', 'La séance est ouverte.');

	await fillDecision(page, decision);
	if ('motive' in decision) {
		await look(page);
		await button(page, 'Enregistrer la décision').click();
		const warning = page.getByRole('region', { name: `Confirmer la décision : ${decision.name}` });
		await expect(warning).toBeFocused();
		await send(page, 'Confirmer la décision', 'La décision est enregistrée.');
	} else await send(page, 'Enregistrer la décision', 'La décision est enregistrée.');
	await send(page, 'Clore la séance', 'La séance est close.');
	await send(page, 'Signer et numéroter le procès-verbal', 'Le procès-verbal est signé et numéroté.');
	await look(page);
}

async function fillDecision(page: Page, decision: Decision): Promise<void> {
	const [voters] = /^\d+/.exec(await page.getByText(/ont une voix délibérative/).innerText())!;
	await page.getByRole('radio', { name: decision.name, exact: true }).check();
	if ('motive' in decision) await page.getByRole('checkbox', { name: decision.motive }).check();
	await page.getByLabel('Pour', { exact: true }).fill(voters!);
	await page.getByLabel('Contre', { exact: true }).fill('0');
	await page.getByLabel('Abstentions', { exact: true }).fill('0');
	await page.getByLabel('Demandes examinées pour ce logement').fill('1');
	await page.getByLabel('Exception pour moins de trois demandes').selectOption('Nombre de candidats insuffisant');
}

/** The three households that may move, and the organism whose home each would take. */
export const movesOfThree = [
	{ household: threeWay.coralie, host: castStaff.quatreRives },
	{ household: threeWay.nadia, host: castStaff.toitsPartages },
	{ household: threeWay.gerard, host: castStaff.impressionnistes }
];

/** From the run to the confirmation: three households say yes, visit and commit, and their organisms support them. */
export async function confirmExchangeOfThree(
	seatOf: Fixtures['seatOf'],
	options?: BrowserContextOptions
): Promise<void> {
	const coordinator = await seatOf(coordinators[0]);
	const eachHousehold = (act: (seat: Seat, index: number) => Promise<void>) =>
		Promise.all(movesOfThree.map(async ({ household }, index) => act(await seatOf(household, options), index)));
	await launchRun(coordinator);
	await publishExchange(coordinator, 'T3 Osny');
	await eachHousehold((seat) => sayYes(seat, 'proposal'));
	await eachHousehold((seat, index) => suggestVisit(seat, 2, `${10 + index}:30`));
	await eachHousehold((seat) => agreeToVisit(seat));
	await wait(coordinator, 3);
	await eachHousehold((seat) => sayYes(seat, 'visit'));
	await Promise.all(
		movesOfThree.map(async ({ household }) => {
			for (const holder of holdersOf(household)) await sayYes(await seatOf(holder, options), 'commitment');
		})
	);
	await Promise.all(movesOfThree.map(async ({ household, host }) => support(await seatOf(host.officer), household)));
}

/** Sets the day on which every lease is signed, so many days after the first that is possible. */
export async function setSigningDay(seat: Seat, household: Person, days: number): Promise<void> {
	const { page } = seat;
	await openFile(seat, 'Signatures', household);
	const day = page.getByLabel('Jour de signature de tous les baux');
	await day.fill(await laterThan(day, days));
	await send(page, 'Fixer ce jour', 'Le jour de signature est fixé.');
}

/** Records the lease of a household, signed. */
export async function recordSignature(seat: Seat, household: Person): Promise<void> {
	const { page } = seat;
	await openFile(seat, 'Signatures', household);
	await send(page, 'Enregistrer le bail signé', 'La signature du bail est enregistrée.');
}

/** So many days after the first one that a field accepts: the day it is in the territory, whatever its clock says. */
async function laterThan(field: ReturnType<Page['getByLabel']>, days: number): Promise<Day> {
	return addDays((await field.getAttribute('min')) ?? '', days);
}
