import { z } from 'zod';
import type { ImportRefusal } from '#domain/dwellings/import/refusals.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Staff } from '../../platform/actor.ts';
import type { Context } from '../../platform/context.ts';
import { FileRefused, type Texts } from '../../platform/files/file-refused.ts';
import { ReceivedFile } from '../../platform/files/received-form.ts';
import { countUse, keyOf } from '../../platform/limits.ts';
import { asActor, command, type Unit } from '../../platform/unit.ts';
import { openFile } from './read-file.ts';
import { dwellingImports, importPieces } from './tables.ts';

export type StaffContext = Context & { actor: Staff };

/** Files of one person; each is read whole by this process. */
const limit = { count: 20, minutes: 24 * 60 } as const;

/** A file that came with a form, or a small table inside a message of the API. */
export const receivedFileInput = z.object({
	file: z.union([
		z.instanceof(ReceivedFile),
		z
			.object({ name: z.string().trim().min(1).max(200), text: z.string().min(1).max(1_000_000) })
			.transform(({ name, text }) => ReceivedFile.ofText(name, text))
	])
});

/** In characters: enough that a million lines are not a million rows, little enough that reading holds no memory. */
const pieceLength = 200_000;

/** Takes a file in, once it was looked at: nothing of one that is refused is kept. */
export async function receiveImport(
	ctx: StaffContext,
	{ file }: z.output<typeof receivedFileInput>
): Promise<Result<{ importId: string }, ImportRefusal | 'KEY_REUSED'>> {
	const isFew = await asActor(ctx.deps, { role: 'auth' }, (unit) =>
		countUse(unit, keyOf('import', ctx.actor.accountId), limit)
	);
	if (!isFew) return err('IMPORTS_TOO_MANY');
	try {
		const { table, digest, texts } = await openFile(file);
		return await command(ctx, 'dwellings.receiveImport', { name: file.name, digest }, async (unit) => {
			const { organismId, accountId } = ctx.actor;
			const [row] = await unit.tx
				.insert(dwellingImports)
				.values({ organismId, accountId, fileName: file.name, size: file.size, table, receivedAt: unit.now })
				.returning({ id: dwellingImports.id });
			const importId = row!.id;
			await keepPieces(unit, { importId, organismId }, texts());
			await unit.record([{ type: 'ImportReceived', importId }]);
			return ok({ importId });
		});
	} catch (error) {
		if (error instanceof FileRefused) return err(error.problem);
		throw error;
	}
}

async function keepPieces({ tx }: Unit, owner: { importId: string; organismId: string }, texts: Texts): Promise<void> {
	let position = 0;
	let held = '';
	const write = async (text: string) => {
		await tx.insert(importPieces).values({ ...owner, position: position++, text });
	};
	for await (const text of texts) {
		held += text;
		while (held.length >= pieceLength) {
			const end = wholeAt(held, pieceLength);
			await write(held.slice(0, end));
			held = held.slice(end);
		}
	}
	if (held !== '') await write(held);
}

/** Where a text may be cut without parting the two halves of a sign. */
const wholeAt = (text: string, length: number): number => {
	const last = text.charCodeAt(length - 1);
	return last >= 0xd800 && last <= 0xdbff ? length - 1 : length;
};
