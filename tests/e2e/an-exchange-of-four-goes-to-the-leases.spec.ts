import { castStaff, coordinators, fourWay, holdersOf } from '#demo/territory/cast.ts';
import {
	agreeToVisit,
	completeFile,
	expect,
	holdCommission,
	launchRun,
	publishExchange,
	readHome,
	recordSignature,
	sayYes,
	setSigningDay,
	suggestVisit,
	support,
	test,
	wait
} from './steps.ts';

test.use({ exchange: 'four households change places' });

const { odette, henri, melanie, fatou } = fourWay;

/** Who would move, and the organism whose home each would take. */
const moves = [
	{ household: odette, host: castStaff.viosne },
	{ household: henri, host: castStaff.belleHeure },
	{ household: melanie, host: castStaff.troisBoucles },
	{ household: fatou, host: castStaff.hautil }
];

test('four households change places, from the matching run to the leases', async ({ seatOf }) => {
	test.setTimeout(300_000);
	const coordinator = await seatOf(coordinators[0]);
	const eachHousehold = (act: (seat: Awaited<ReturnType<typeof seatOf>>, index: number) => Promise<void>) =>
		Promise.all(moves.map(async ({ household }, index) => act(await seatOf(household), index)));

	await test.step('the coordinator launches a run and proposes the exchange of the four', async () => {
		await launchRun(coordinator);
		await publishExchange(coordinator, 'T4 Jouy-le-Moutier', 'T2 Pontoise', 'T3 Vauréal', 'T2 Éragny');
	});

	await test.step('each household reads its proposal and says yes', () =>
		eachHousehold((seat) => sayYes(seat, 'proposal')));

	await test.step('they agree on times, and visit', async () => {
		await eachHousehold((seat, index) => suggestVisit(seat, 3, `${10 + index}:30`));
		await eachHousehold((seat) => agreeToVisit(seat));
		await wait(coordinator, 4);
		await eachHousehold((seat) => sayYes(seat, 'visit'));
	});

	await test.step('each holder of each lease commits', () =>
		Promise.all(
			moves.map(async ({ household }) => {
				for (const holder of holdersOf(household)) await sayYes(await seatOf(holder), 'commitment');
			})
		));

	await test.step('each organism supports the household it would receive', () =>
		Promise.all(moves.map(async ({ household, host }) => support(await seatOf(host.officer), household))));

	await test.step('each file is completed, and each commission awards', () =>
		Promise.all(
			moves.map(async ({ household, host }) => {
				await completeFile(await seatOf(host.officer), household);
				await holdCommission(await seatOf(host.calSecretary));
			})
		));

	await test.step('each household accepts its offer', () => eachHousehold((seat) => sayYes(seat, 'offer')));

	await test.step('the leases are signed on the day that was set', async () => {
		await setSigningDay(await seatOf(castStaff.viosne.officer), odette, 2);
		await wait(coordinator, 3);
		for (const { household, host } of moves) await recordSignature(await seatOf(host.officer), household);
	});

	await test.step('the household reads that the exchange is done', async () => {
		const seat = await seatOf(odette);
		await readHome(seat, 'Vous avez déménagé');
		await seat.page.getByRole('link', { name: 'Vos propositions' }).click();
		await expect(seat.page.getByRole('main')).toContainText('Échange réalisé');
	});
});
