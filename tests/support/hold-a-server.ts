/** Holds the lasting server of PG_DATA_DIR until it is ended: a start that a test may kill. */
import { openDatabase } from '#server/platform/postgres/database.ts';

const { ownerUrl, close } = await openDatabase();
process.on('SIGTERM', () => void close().then(() => process.exit(0)));
process.stdout.write(`${ownerUrl}\n`);
setInterval(() => {}, 60_000);
