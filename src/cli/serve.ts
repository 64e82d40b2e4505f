/** Serves the built application from this process. */
import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { log } from '#server/platform/log.ts';

/** In milliseconds: a page that listens to live news would otherwise keep the service from stopping. */
const LAST_REQUESTS = 2_000;

export type Service = {
	/** Finishes the requests that have begun, and tells the application to close what it has opened. */
	stop(): Promise<void>;
};

/** What the application reads from its environment; see src/server/platform/config.ts. */
export function setEnvironment(setting: {
	ownerUrl: string;
	origin: string;
	isDemo: boolean;
	dataFolder: string;
}): void {
	process.env.NODE_ENV = 'production';
	process.env.DATABASE_URL = setting.ownerUrl;
	process.env.ORIGIN ??= setting.origin;
	process.env.DEMO ??= String(setting.isDemo);
	process.env.DATA_FOLDER ??= setting.dataFolder;
	// The largest form of all; hooks.server.ts holds each page to what it needs.
	process.env.BODY_SIZE_LIMIT ??= '205M';
	// Every request would otherwise be a line in the terminal of the person who tries the application.
	process.env.LOG_LEVEL ??= 'warn';
}

/** Opens the service on a port of this machine. The environment must be set before. */
export async function serveBuild(port: number): Promise<Service> {
	const { handler } = (await import(pathToFileURL(path.resolve('build/handler.js')).href)) as {
		handler: (...request: [...Parameters<RequestListener>, next: () => void]) => unknown;
	};
	const server = createServer(async (request, response) => {
		try {
			await handler(request, response, () => response.writeHead(404).end('Not found'));
		} catch (error) {
			giveUp(response, error);
		}
	});
	server.listen(port, process.env.HOST);
	await once(server, 'listening');
	return {
		async stop() {
			const closed = once(server, 'close');
			server.close();
			server.closeIdleConnections();
			const impatience = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS);
			await closed;
			clearTimeout(impatience);
			closeApplication();
		}
	};
}

/** What nothing in the application has caught ends one answer; the process stays, and others are answered. */
function giveUp(response: ServerResponse, error: unknown): void {
	log.error({ err: error }, 'answer given up');
	if (response.headersSent) response.destroy();
	else response.writeHead(500).end('Internal error');
}

/** Says to the application what adapter-node's own server says after its last request: it closes its connections. */
export function closeApplication(): void {
	process.emit('sveltekit:shutdown' as never, 'SIGTERM' as never);
}
