/** Serves the built application on a free port and the database of DATABASE_URL: the server of one file of journeys. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { endWithParent } from '../../src/cli/parent.ts';
import { serveBuild, setEnvironment } from '../../src/cli/serve.ts';

endWithParent();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));

const probe = createServer().listen(0);
await once(probe, 'listening');
const { port } = probe.address() as AddressInfo;
await new Promise((resolve) => probe.close(resolve));

const origin = `http://localhost:${port}`;
setEnvironment({
	ownerUrl: process.env.DATABASE_URL ?? '',
	origin,
	isDemo: true,
	dataFolder: process.env.DATA_FOLDER ?? ''
});
await serveBuild(port);
process.stdout.write(`${origin}\n`);
