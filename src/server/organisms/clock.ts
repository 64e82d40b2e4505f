import { eq, sql } from 'drizzle-orm';
import { moveClockInput, type ClockRefusal } from '#domain/organisms/clock.input.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Coordinator } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { demoClock } from '../platform/tables.ts';
import { coordinatorProcedure, router, unwrap } from '../platform/trpc.ts';
import { asActor, command } from '../platform/unit.ts';
import { territories } from './tables.ts';

type CoordinatorContext = Context & { actor: Coordinator };
/**
 * Moves the time of an invented territory forward, and ends what is then late. Refused when this installation is no
 * demonstration, whatever the territory says of itself, and the other way round.
 */
const moveClock = (
	ctx: CoordinatorContext,
	input: { days: number }
): Promise<Result<null, ClockRefusal | 'KEY_REUSED'>> =>
	command(ctx, 'clock.move', input, async (unit) => {
		if (!(await isDemo(ctx, unit.tx))) return err('CLOCK_NOT_A_DEMO');
		const [clock] = await unit.tx
			.update(demoClock)
			.set({ shift: sql`${demoClock.shift} + make_interval(days => ${input.days})` })
			.where(eq(demoClock.isOnly, true))
			.returning({ isOnly: demoClock.isOnly });
		if (!clock) return err('CLOCK_NOT_A_DEMO');
		await unit.record([{ type: 'ClockMoved', days: input.days }], { territoryId: ctx.actor.territoryId });
		await unit.enqueue('deadlines', {});
		return ok(null);
	});

/** What time it is in the exchange, and by how much it runs ahead; only in a demonstration. */
const readClock = (ctx: CoordinatorContext): Promise<Result<{ now: Date; days: number }, 'CLOCK_NOT_FOUND'>> =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => {
		if (!(await isDemo(ctx, tx))) return err('CLOCK_NOT_FOUND');
		const [clock] = await tx
			.select({ days: sql<number>`round(extract(epoch from ${demoClock.shift}) / 86400)::int` })
			.from(demoClock);
		return ok({ now, days: clock!.days });
	});

async function isDemo(ctx: CoordinatorContext, tx: Tx): Promise<boolean> {
	if (!ctx.deps.config.isDemo) return false;
	const [territory] = await tx
		.select({ isDemo: territories.isDemo })
		.from(territories)
		.where(eq(territories.id, ctx.actor.territoryId));
	return territory?.isDemo === true;
}

export const clockRouter = router({
	read: coordinatorProcedure.query(async ({ ctx }) => unwrap(await readClock(ctx))),
	move: coordinatorProcedure
		.input(moveClockInput)
		.mutation(async ({ ctx, input }) => unwrap(await moveClock(ctx, input)))
});
