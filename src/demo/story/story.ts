/**
 * The main job told as a story: an exchange of four from the matching run to the leases, then what happens when a
 * household declines, a committee refuses, or nobody answers in time, and an exchange as of right. Everything goes through the API, as in real life.
 */
import type { CostComparison } from '#domain/affordability/cost.ts';
import { addDays } from '#domain/calendar.ts';
import type { Explanation } from '#domain/eligibility/explain.ts';
import * as m from '#i18n/paraglide/messages.js';
import { day as dayText, euros, number, percent } from '#i18n/sentences/format.ts';
import { breakReasons } from '#i18n/sentences/proposals.ts';
import { ruleCard } from '#i18n/sentences/rules.ts';
import { checkInvariants, invariants } from '#server/platform/invariants.ts';
import { asOfRight, fourWay, threeWay, vacancyChain } from '../territory/cast.ts';
import type { CastTenant } from '../territory/cast/people.ts';
import {
	completeFile,
	everyOrganismSupports,
	everyoneSaysYes,
	everyoneVisits,
	exchangeOf,
	holdCommission,
	signLeases,
	stateOf,
	todayOn,
	type Exchange,
	type Move
} from './exchange.ts';
import { coordinator, tenantOf, type Stage } from './stage.ts';

export type Tell = (line?: string) => void;

/** Plays and tells everything. True when every invariant held at each pause. */
export async function playStory(stage: Stage, tell: Tell): Promise<boolean> {
	const check = () => tellInvariants(stage, tell);
	await tellRun(stage, tell);
	await householdDeclines(stage, tell);
	let isSound = await check();
	// The second chain gives its first answers in time, before the clock runs on.
	await everyoneSaysYes(stage, await exchangeOf(stage, vacancyChain.thuy), 'proposal');
	await exchangeOfFour(stage, tell);
	isSound = (await check()) && isSound;
	await committeeRefuses(stage, tell);
	isSound = (await check()) && isSound;
	await nobodyAnswers(stage, tell);
	await exchangeAsOfRight(stage, tell);
	return (await check()) && isSound;
}

const nameOf = ({ firstName, lastName }: CastTenant) => `${firstName} ${lastName}`;
const title = (text: string) => `\n━━ ${text}`;

/** The coordinator asks for a run and proposes the three exchanges of the cast. */
async function tellRun(stage: Stage, tell: Tell): Promise<void> {
	tell(title(m.story_run_title({ day: dayText(stage.today) })));
	const { runId } = await stage.as(coordinator).matching.requestRun({ maxCycle: 4, maxChain: 4, arranged: '' });
	await stage.settle();
	const run = await stage.as(coordinator).matching.run({ runId });
	if (run.state !== 'done' || !run.found) throw new Error(`The run is ${run.state}`);
	const { households, vacancies, arcs, moves, cycles, chains, isOptimal, found } = run;
	tell(
		m.story_run_pool({
			households: number(households ?? 0),
			vacancies: number(vacancies ?? 0),
			arcs: number(arcs ?? 0)
		})
	);
	tell(m.story_run_found({ moves: moves ?? 0, cycles: cycles ?? 0, chains: chains ?? 0 }));
	for (const { kind, moves: length, count } of found.lengths)
		tell(`   ${kind === 'cycle' ? m.story_run_cycles({ count, length }) : m.story_run_chains({ count, length })}`);
	tell(isOptimal ? m.story_run_proven() : m.story_run_bounded());
	for (const tenant of [fourWay.odette, threeWay.nadia, vacancyChain.thuy]) {
		const { proposalId } = await exchangeOf(stage, tenant);
		await stage.as(coordinator).proposals.publish({ proposalId });
	}
	await stage.settle();
}

/** From the proposal to the leases, everyone saying yes. */
async function exchangeOfFour(stage: Stage, tell: Tell): Promise<void> {
	const exchange = await exchangeOf(stage, fourWay.odette);
	tell(title(m.story_four_title({ reference: exchange.reference })));
	for (const move of exchange.moves) await tellMove(stage, tell, exchange, move);

	await everyoneSaysYes(stage, exchange, 'proposal');
	tell(m.story_everyone_yes({ day: dayText(await todayOn(stage)) }));
	await everyoneVisits(stage, exchange, addDays(await todayOn(stage), 3));
	await stage.wait(4);
	await everyoneSaysYes(stage, exchange, 'visit');
	await everyoneSaysYes(stage, exchange, 'commitment');
	tell(m.story_everyone_committed({ day: dayText(await todayOn(stage)) }));
	await everyOrganismSupports(stage, exchange);
	tell(m.story_confirmed({ count: exchange.moves.length }));

	await stage.wait(5);
	for (const move of exchange.moves) {
		await completeFile(stage, move);
		const today = await todayOn(stage);
		const { voters } = await holdCommission(stage, move, today, { kind: 'AWARD' });
		tell(`   ${m.story_award({ organism: await organismName(stage, move), household: nameOf(move.tenant), voters })}`);
	}
	const [offer] = await stage.sql<{ due: Date }[]>`
		select min(offer_due_at) as due from candidacy where leg_id = any (${exchange.moves.map((move) => move.legId)})`;
	tell(m.story_offers({ day: dayText(new Date(offer!.due.getTime() - 1)) }));
	await everyoneSaysYes(stage, exchange, 'offer');
	const signed = await signLeases(stage, exchange, 3);
	tell(m.story_signed({ day: dayText(signed), count: exchange.moves.length }));
	await expectState(stage, exchange, 'completed');
}

/** One household refuses: the two others are offered to change places. */
async function householdDeclines(stage: Stage, tell: Tell): Promise<void> {
	const exchange = await exchangeOf(stage, threeWay.nadia);
	tell(title(m.story_decline_title({ reference: exchange.reference })));
	await stage
		.as(tenantOf(threeWay.coralie))
		.proposals.sayYes({ proposalId: exchange.proposalId, question: 'proposal' });
	await stage
		.as(tenantOf(threeWay.nadia))
		.proposals.sayNo({ proposalId: exchange.proposalId, motive: 'location', note: '' });
	await stage.settle();
	await tellEnding(stage, tell, exchange, threeWay.gerard);
	const repair = await exchangeOf(stage, threeWay.coralie);
	tell(m.story_repair_found({ reference: repair.reference, count: repair.moves.length }));
	for (const { tenant, host } of repair.moves)
		tell(`   ${m.story_moves_to({ household: nameOf(tenant), host: host ? nameOf(host) : m.story_vacant() })}`);
}

/** A chain from a vacant home goes to its committees; one of them does not award. */
async function committeeRefuses(stage: Stage, tell: Tell): Promise<void> {
	const exchange = await exchangeOf(stage, vacancyChain.thuy);
	tell(title(m.story_refusal_title({ reference: exchange.reference })));
	await everyoneVisits(stage, exchange, addDays(await todayOn(stage), 1));
	await stage.wait(2);
	await everyoneSaysYes(stage, exchange, 'visit');
	await everyoneSaysYes(stage, exchange, 'commitment');
	await everyOrganismSupports(stage, exchange);
	const [first, second] = exchange.moves;
	const today = await todayOn(stage);
	for (const move of [first!, second!]) await completeFile(stage, move);
	const { voters } = await holdCommission(stage, first!, today, { kind: 'AWARD' });
	tell(
		`   ${m.story_award({ organism: await organismName(stage, first!), household: nameOf(first!.tenant), voters })}`
	);
	await holdCommission(stage, second!, today, { kind: 'NON_AWARD', motive: 'SIZ' });
	tell(`   ${m.story_non_award({ organism: await organismName(stage, second!), household: nameOf(second!.tenant) })}`);
	await tellEnding(stage, tell, exchange, first!.tenant);
}

/** The repair is proposed and nobody answers: the deadline ends it by itself. */
async function nobodyAnswers(stage: Stage, tell: Tell): Promise<void> {
	const exchange = await exchangeOf(stage, threeWay.coralie);
	tell(title(m.story_silence_title({ reference: exchange.reference })));
	await stage.as(coordinator).proposals.publish({ proposalId: exchange.proposalId });
	await stage.settle();
	await stage.wait(11);
	await tellEnding(stage, tell, exchange, threeWay.gerard);
}

/** Two neighbours change places by right: the landlord checks the conditions, each takes over the lease of the other. */
async function exchangeAsOfRight(stage: Stage, tell: Tell): Promise<void> {
	const exchange = await exchangeOf(stage, asOfRight.aminata);
	tell(title(m.story_right_title({ reference: exchange.reference })));
	await stage.as(coordinator).proposals.publish({ proposalId: exchange.proposalId });
	await stage.settle();
	for (const move of exchange.moves) await tellMove(stage, tell, exchange, move);
	await everyoneSaysYes(stage, exchange, 'proposal');
	await everyoneVisits(stage, exchange, addDays(await todayOn(stage), 1));
	await stage.wait(2);
	await everyoneSaysYes(stage, exchange, 'visit');
	await everyoneSaysYes(stage, exchange, 'commitment');
	await everyOrganismSupports(stage, exchange);
	await expectState(stage, exchange, 'sealed');
	tell(m.story_right_checked({ organism: await organismName(stage, exchange.moves[0]!) }));
	const signed = await signLeases(stage, exchange, 2);
	tell(m.story_right_signed({ day: dayText(signed) }));
	await expectState(stage, exchange, 'completed');
}

/** Where one household would go, what it pays before and after, which rule mattered. */
async function tellMove(stage: Stage, tell: Tell, { proposalId }: Exchange, { tenant }: Move): Promise<void> {
	const own = await stage.as(tenantOf(tenant)).proposals.ownProposal({ proposalId });
	const { today, home } = own;
	tell(`\n   ${nameOf(tenant)}`);
	tell(
		`      ${m.story_move({ from: `${today.typologie}, ${today.commune}`, to: `${home.typologie}, ${home.commune}`, landlord: home.organism })}`
	);
	const cost = own.cost as CostComparison | null;
	if (cost?.today?.residualBill != null && cost.after?.residualBill != null)
		tell(
			`      ${m.story_cost({
				today: euros(cost.today.residualBill),
				after: euros(cost.after.residualBill),
				effort: cost.after.effortRate === null ? '–' : percent(cost.after.effortRate)
			})}`
		);
	const { results } = own.explanation as Explanation;
	// What was not plain sailing is what mattered; else the ceiling, which everyone asks about.
	const notable = results.filter(
		({ outcome }) => outcome === 'waived' || outcome === 'toCheck' || outcome === 'notMet'
	);
	const mattered = notable.length > 0 ? notable : results.filter(({ rule }) => rule === 'INC-01');
	const cards = mattered.map((result) => ruleCard(result, 'tenant')).filter((card) => card !== null);
	for (const card of cards.slice(0, 2)) tell(`      ${m.story_rule({ title: card.title, sentence: card.sentence })}`);
	const met = own.wishAnswers.filter((wish) => wish.isMet === true).length;
	if (own.wishAnswers.length > 0) tell(`      ${m.story_wishes({ met, total: own.wishAnswers.length })}`);
}

/** What a chain that ended says to one of its households, and that nothing is held any more. */
async function tellEnding(stage: Stage, tell: Tell, exchange: Exchange, reader: CastTenant): Promise<void> {
	await expectState(stage, exchange, 'broken');
	const own = await stage.as(tenantOf(reader)).proposals.ownProposal({ proposalId: exchange.proposalId });
	if (own.brokenReason) tell(m.story_ended({ reason: breakReasons[own.brokenReason]() }));
	const [letter] = await stage.sql<{ body: string }[]>`
		select letter.body from letter where household_id = ${reader.householdId} order by event_id desc limit 1`;
	tell(`   ${m.story_letter({ household: nameOf(reader), body: letter!.body })}`);
	const [held] = await stage.sql<{ count: number }[]>`
		select count(*)::int as count from dwelling_hold where proposal_id = ${exchange.proposalId} and released_at is null`;
	tell(m.story_holds_freed({ count: held!.count }));
}

async function organismName(stage: Stage, { hostId }: Move): Promise<string> {
	const [row] = await stage.sql<{ name: string }[]>`select name from organism where id = ${hostId}`;
	return row!.name;
}

async function expectState(stage: Stage, exchange: Exchange, state: string): Promise<void> {
	const found = await stateOf(stage, exchange);
	if (found !== state) throw new Error(`The exchange ${exchange.reference} is ${found}, not ${state}`);
}

async function tellInvariants(stage: Stage, tell: Tell): Promise<boolean> {
	const broken = await checkInvariants(stage.sql);
	if (broken.length === 0) tell(`✓ ${m.story_invariants_hold({ count: invariants.length })}`);
	for (const { name, violations } of broken)
		tell(`✕ ${m.story_invariant_broken({ name, count: violations.length })} ${JSON.stringify(violations.slice(0, 3))}`);
	return broken.length === 0;
}
