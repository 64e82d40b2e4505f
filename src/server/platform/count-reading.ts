import type { Staff } from './actor.ts';
import type { Context } from './context.ts';
import { countUse, keyOf, type Limit } from './limits.ts';
import { asActor, asSignIn } from './unit.ts';

/**
 * Who reads more in an hour is stopped, and those who look after accounts and data are told, once an hour: files are looked
 * at one by one.
 */
const readingsPerHour = { count: 200, minutes: 60 };
const alertsPerHour = { count: 1, minutes: 60 };

/** Counts one reading of a file or a sheet; the first one too many of an hour is an event, which the reactions tell. */
export const mayReadOneMore = (ctx: Context & { actor: Staff }): Promise<boolean> =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const { accountId } = ctx.actor;
		const count = (what: string, limit: Limit) => asSignIn(unit, () => countUse(unit, keyOf(what, accountId), limit));
		if (await count('files', readingsPerHour)) return true;
		if (await count('files-alert', alertsPerHour)) await unit.record([{ type: 'ReadingsStopped', accountId }]);
		return false;
	});
