/**
 * A long file of dwellings received, checked and written by a process that does nothing else, on DATABASE_URL: what it
 * took of memory and of processor, on its last line.
 *
 *     node --expose-gc tests/support/import-under-watch.ts ROWS '{"role":"staff",…}'
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { guessMapping } from '#domain/dwellings/import/guess-columns.ts';
import { confirmImport, mapImport } from '#server/dwellings/import/import-actions.ts';
import { importDwellings } from '#server/dwellings/import/import-dwellings.ts';
import { receiveImport } from '#server/dwellings/import/receive-import.ts';
import type { Staff } from '#server/platform/actor.ts';
import { openBoss } from '#server/platform/boss.ts';
import { readConfig } from '#server/platform/config.ts';
import { contextOf, type Deps } from '#server/platform/context.ts';
import { ReceivedFile } from '#server/platform/files/received-form.ts';
import { log } from '#server/platform/log.ts';
import { connect } from '#server/platform/postgres/client.ts';

/** Memory is null where the system does not tell it. */
export type Watched = { seconds: number; mebibytes: number | null; restingMebibytes: number | null };

const rows = Number(process.argv[2]);
const actor = JSON.parse(process.argv[3]!) as Staff;
const header =
	'Référence;Adresse;Code postal;Commune;Résidence;Pièces;Surface;Étage;Ascenseur;Accessibilité;Financement;Annexes;Charges;Conventionné;QPV;Réservation\n';
const line = (number: number) =>
	`N${number};${number % 90} rue des Lilas;95000;95127;Résidence ${number % 500};T${(number % 5) + 1};64,5;${number % 9};oui;ordinaire;PLUS;0;118,20;oui;non;en flux\n`;

/** The file, made as it is read: it is nowhere whole. */
function* bytes() {
	yield Buffer.from(header);
	for (let from = 0; from < rows; from += 500)
		yield Buffer.from(Array.from({ length: Math.min(500, rows - from) }, (_, index) => line(from + index)).join(''));
}

const config = readConfig();
/** What a process of one purpose has, without the pages and the API of the whole application. */
async function open(url: string) {
	const connections = connect(url, 3);
	const boss = await openBoss(url, log);
	const deps: Deps = { db: connections.db, matcher: connections.db, boss, config, log };
	return { deps, close: () => Promise.all([boss.stop({ graceful: false }), connections.close()]) };
}
const server = await open(config.databaseUrls.server);
const worker = await open(config.databaseUrls.worker);
const context = () => ({ ...contextOf(server.deps, actor, randomUUID()), actor });
function must<T>(result: { ok: true; value: T } | { ok: false; refusal: string }): T {
	if (!result.ok) throw new Error(result.refusal);
	return result.value;
}
/** The most memory since `forget`, MB. */
const highest = (): number | null => {
	if (process.platform !== 'linux') return null;
	const [, kibibytes] = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
	return Math.round(Number(kibibytes) / 1024);
};
/** Leaves what starting took (reading modules, more than the file will) out of the count; the system then counts anew. */
function forget(): void {
	globalThis.gc?.();
	if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}

forget();
const restingMebibytes = highest();
const before = process.cpuUsage();
const file = new ReceivedFile('parc.csv', rows * 110, false, bytes);
const { importId } = must(await receiveImport(context(), { file }));
must(await mapImport(context(), { importId, mapping: guessMapping(header.trim().split(';')) }));
await importDwellings(worker.deps, importId);
must(await confirmImport(context(), { importId }));
await importDwellings(worker.deps, importId);
const seconds = process.cpuUsage(before).user / 1e6;
console.log(JSON.stringify({ seconds, mebibytes: highest(), restingMebibytes } satisfies Watched));
await worker.close();
await server.close();
