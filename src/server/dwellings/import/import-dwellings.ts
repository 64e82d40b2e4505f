import { and, eq } from 'drizzle-orm';
import type { Deps } from '../../platform/context.ts';
import { asActor } from '../../platform/unit.ts';
import { applyImport } from './apply-import.ts';
import { checkImport } from './check-import.ts';
import { dwellingImports } from './tables.ts';

const system = { role: 'system' } as const;

/** Does what an import waits for, by its state; nothing when it was given up or is done. */
export async function importDwellings(deps: Deps, importId: string): Promise<void> {
	const [row] = await asActor(deps, system, ({ tx }) =>
		tx.select({ state: dwellingImports.state }).from(dwellingImports).where(eq(dwellingImports.id, importId))
	);
	if (row?.state === 'checking') await checkImport(deps, importId);
	if (row?.state !== 'applying') return;
	try {
		await applyImport(deps, importId);
	} catch (error) {
		// Nothing of the file was written: who sent it is told, and may try again.
		deps.log.error({ err: error }, 'writing of an import failed');
		await asActor(deps, system, ({ tx }) =>
			tx
				.update(dwellingImports)
				.set({ state: 'failed', problem: { code: 'FILE_FAILED', row: null } })
				.where(and(eq(dwellingImports.id, importId), eq(dwellingImports.state, 'applying')))
		);
	}
}
