/**
 * `npm run account:restart -- EMAIL`: for somebody of the staff or a coordinator who lost telephone, recovery codes and
 * password, and whom no colleague can invite again. Everything that opened the account ends; a link to start anew goes to
 * its address, and the journal says so. Check who asks first, by another way than the mail.
 *
 * Where no mail server is set, the link is written here. Exit codes: 0 done, 1 no such account, 2 wrong use or accident.
 */
import { parseArgs } from 'node:util';
import { restartByOperator } from '#server/accounts/restart-access.ts';
import { readConfig } from '#server/platform/config.ts';
import { linkPath, openingPath } from '#server/platform/link-proof.ts';
import { openDatabase } from '#server/platform/postgres/database.ts';
import { lastingHome } from '#server/platform/postgres/home.ts';
import { openServer } from '#server/runtime.ts';
import { complaintOf } from './say.mjs';

async function main(): Promise<number> {
	const { positionals } = parseArgs({ allowPositionals: true });
	const [email] = positionals;
	if (!email || positionals.length > 1) {
		console.error('Usage: npm run account:restart -- EMAIL');
		return 2;
	}
	const database = await openDatabase();
	try {
		const config = readConfig({ DATA_FOLDER: lastingHome(), ...process.env, DATABASE_URL: database.ownerUrl });
		const { deps, close } = await openServer(config);
		try {
			const restarted = await restartByOperator(deps, email);
			if (!restarted.ok) {
				console.error('No account has this address.');
				return 1;
			}
			console.log('Password, second factor and sessions of this account are no more.');
			const link = config.origin + openingPath(config, linkPath(restarted.value));
			console.log(
				config.smtpUrl ? 'The link to start anew is on its way to its address.' : `The link to start anew: ${link}`
			);
			return 0;
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
