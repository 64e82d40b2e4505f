/**
 * `npm run audit:verify`: recomputes the journals of the exchange and compares them with the signed witnesses kept
 * outside the database. Ends with 1 when anything was tampered with. Run it after every restore.
 *
 * `--witness <file>` compares with another copy, such as the one an organism kept; `--key <file>` verifies with a public
 * key (PEM) instead of the one of this installation; `--print-key` writes that one.
 */
import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { dayOf } from '#domain/calendar.ts';
import { retentionOn } from '#domain/households/retention.ts';
import { readWitnesses, verifyingKey, witnessFile } from '#server/platform/audit-witness.ts';
import { verifyAudit } from '#server/platform/audit-verify.ts';
import { readConfig } from '#server/platform/config.ts';
import { connect } from '#server/platform/postgres/client.ts';
import { openDatabase } from '#server/platform/postgres/database.ts';
import { lastingHome } from '#server/platform/postgres/home.ts';
import { complaintOf } from './say.mjs';

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: { witness: { type: 'string' }, key: { type: 'string' }, 'print-key': { type: 'boolean', default: false } }
	});
	const database = await openDatabase();
	try {
		const config = readConfig({ DATA_FOLDER: lastingHome(), ...process.env, DATABASE_URL: database.ownerUrl });
		if (values['print-key']) {
			process.stdout.write(String(verifyingKey(config).export({ type: 'spki', format: 'pem' })));
			return 0;
		}
		const { rules } = retentionOn(dayOf(new Date()));
		const { sql, close } = connect(config.databaseUrls.auditor, 2);
		try {
			const began = performance.now();
			const report = await verifyAudit(sql, {
				witnesses: await readWitnesses(values.witness ?? witnessFile(config)),
				key: values.key ? createPublicKey(await readFile(values.key, 'utf8')) : verifyingKey(config),
				keptDays: { acts: rules.auditActs.days, reads: rules.auditReads.days }
			});
			const { journals, entries, witnesses, problems } = report;
			const seconds = (performance.now() - began) / 1000;
			console.log(
				`${journals} journals, ${entries} entries, ${witnesses} witnesses, in ${seconds.toFixed(1)} s (${Math.round(entries / seconds)} entries/s)`
			);
			if (witnesses === 0) console.log('No witness yet: an end that was cut off would not be seen.');
			for (const { code, chain, journal, seq } of problems)
				console.error(
					[code, chain && `journal ${chain} (${journal})`, seq !== null && `no ${seq}`].filter(Boolean).join(' ')
				);
			console.log(problems.length === 0 ? 'Nothing was tampered with.' : 'The journals were tampered with.');
			return problems.length === 0 ? 0 : 1;
		} finally {
			await close();
		}
	} finally {
		await database.close();
	}
}

try {
	process.exitCode = await main();
} catch (error) {
	console.error(complaintOf(error));
	process.exitCode = 2;
}
