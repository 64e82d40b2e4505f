import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres, { type Sql } from 'postgres';
import type { Day } from '#domain/calendar.ts';
import type { Actor, Coordinator, Staff, Tenant } from '#server/platform/actor.ts';
import { readConfig } from '#server/platform/config.ts';
import { newKey } from '#server/platform/sealing-keys.ts';
import { contextOf } from '#server/platform/context.ts';
import { queues } from '#server/platform/jobs.ts';
import { openScratchCluster } from '#server/platform/postgres/cluster.ts';
import { createDatabase } from '#server/platform/postgres/database.ts';
import { migrate } from '#server/platform/postgres/migrate.ts';
import { createCaller, type Api } from '#server/router.ts';
import { openIdleWorker, openServer } from '#server/runtime.ts';
import { drain } from '#server/worker.ts';
import { demoDay, seed } from '../seed.ts';
import { castMember, castStaff, coordinators } from '../territory/cast.ts';
import type { CastTenant } from '../territory/cast/people.ts';
import type { Size } from '../territory/generate.ts';
import { territoryId } from '../territory/organisms.ts';

/** A scratch database with an invented territory, where the people of the cast act through the API. */
export type Stage = {
	/** The day on which the story starts. */
	today: Day;
	/** The API as somebody; each call is a form of its own. */
	as(actor: Actor): Api;
	/** Does the jobs that wait, and those they cause. */
	settle(): Promise<void>;
	/** Moves the clock of the territory forward. */
	wait(days: number): Promise<void>;
	/** What the narrator reads: everything. */
	sql: Sql;
	close(): Promise<void>;
};

export const coordinator: Coordinator = {
	role: 'coordinator',
	accountId: coordinators[0]!.accountId,
	territoryId
};

export const tenantOf = ({ accountId, householdId }: CastTenant): Tenant => ({
	role: 'tenant',
	accountId,
	householdId
});

/** Somebody of an organism, by duty. */
export function staffOf(organismId: string, duty: 'officer' | 'calSecretary'): Staff {
	const team = Object.values(castStaff).find((one) => one.officer.organismId === organismId);
	if (!team) throw new Error(`No cast for the organism ${organismId}`);
	const { accountId, staffRole } = team[duty];
	return { role: 'staff', accountId, organismId, staffRole };
}

/** Who sits in the commission of an organism with an account of their own, if anybody of the cast does. */
export const memberOf = (organismId: string): Staff | null => {
	const { accountId, staffRole } = castMember;
	return organismId === castMember.organismId ? { role: 'staff', accountId, organismId, staffRole } : null;
};

/** Sets the stage: a server of its own, removed with all it held when the story ends. */
export async function openStage(size: Size, number: number): Promise<Stage> {
	const cluster = await openScratchCluster();
	await createDatabase(cluster, 'story');
	const ownerUrl = cluster.urlOf('story');
	await migrate(ownerUrl, { queues });
	const today = demoDay(new Date());
	// The keys of a story end with it, as all it wrote.
	const filesFolder = await mkdtemp(path.join(tmpdir(), 'chasse-croise-story-'));
	const config = readConfig({
		DATABASE_URL: ownerUrl,
		DEMO: 'true',
		SEALING_KEYS: newKey(),
		FILES_FOLDER: filesFolder
	});
	await seed(ownerUrl, config, { size, seed: number, today });
	const server = await openServer(config);
	const worker = await openIdleWorker(config);
	const sql = postgres(ownerUrl, { max: 2, onnotice: () => {} });
	const as = (actor: Actor) => createCaller(contextOf(server.deps, actor, randomUUID()));
	const settle = () => drain(worker.deps);
	return {
		today,
		as,
		settle,
		async wait(days) {
			await as(coordinator).clock.move({ days });
			await settle();
		},
		sql,
		async close() {
			await server.close();
			await worker.close();
			await sql.end();
			await cluster.stop();
			await rm(filesFolder, { recursive: true, force: true });
		}
	};
}
