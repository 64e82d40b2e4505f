import { asOfRight, castStaff, coordinators, holdersOf } from '#demo/territory/cast.ts';
import {
	agreeToVisit,
	checkRight,
	expect,
	launchRun,
	look,
	publishExchange,
	readHome,
	recordSignature,
	sayYes,
	setSigningDay,
	suggestVisit,
	test,
	wait
} from './steps.ts';

test.use({ exchange: 'two neighbours change places' });

const { aminata, lucette } = asOfRight;
const { officer } = castStaff.passerelle;

test('two neighbours change places as of right: six steps, no commission, each with the lease of the other', async ({
	seatOf
}) => {
	test.setTimeout(180_000);
	const coordinator = await seatOf(coordinators[0]);
	const both = (act: (seat: Awaited<ReturnType<typeof seatOf>>, index: number) => Promise<void>) =>
		Promise.all([aminata, lucette].map(async (household, index) => act(await seatOf(household), index)));

	await test.step('the run finds them, above the ceiling or not', async () => {
		await launchRun(coordinator);
		await publishExchange(coordinator, 'T5 Puiseux-Pontoise');
	});

	await test.step('the family reads that it is its right, at the rent of its neighbours', async () => {
		const { page } = await seatOf(aminata);
		await readHome({ page, person: aminata }, 'Répondez à la proposition d’échange');
		await page.getByRole('region', { name: 'Répondez à la proposition d’échange' }).getByRole('link').click();
		await expect(page.getByText('702,50 €').or(page.getByText('703 €')).first()).toBeVisible();
		await expect(page.getByRole('main')).not.toContainText('Plafond de ressources');
		await look(page);
	});

	await test.step('both say yes, visit and commit, each holder of each lease', async () => {
		await both((seat) => sayYes(seat, 'proposal'));
		await both((seat, index) => suggestVisit(seat, 3, `${10 + index}:30`));
		await both((seat) => agreeToVisit(seat));
		await wait(coordinator, 4);
		await both((seat) => sayYes(seat, 'visit'));
		for (const holder of [...holdersOf(aminata), ...holdersOf(lucette)])
			await sayYes(await seatOf(holder), 'commitment');
	});

	await test.step('the landlord checks the conditions, and sets the day', async () => {
		const seat = await seatOf(officer);
		for (const household of [aminata, lucette]) await checkRight(seat, household);
		await setSigningDay(seat, aminata, 2);
		await wait(coordinator, 3);
		for (const household of [aminata, lucette]) await recordSignature(seat, household);
	});

	await test.step('the family reads that the exchange is done', async () => {
		await readHome(await seatOf(aminata), 'Vous avez déménagé');
	});
});
