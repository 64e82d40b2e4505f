import { randomUUID } from 'node:crypto';
import { error, type Handle, type HandleServerError, type RequestEvent, type ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { paraglideMiddleware } from '#i18n/paraglide/server.js';
import { building } from '$app/environment';
import { maxFileBytes } from '#domain/dwellings/import/import.input.ts';
import { whoIs } from '#server/accounts/auth.ts';
import { commandKey } from '#server/platform/command-key.ts';
import { typedProof } from '#server/platform/typed-proof.ts';
import { readConfig } from '#server/platform/config.ts';
import type { Context } from '#server/platform/context.ts';
import { receiveForm, type ReceivedForm } from '#server/platform/files/received-form.ts';
import { log } from '#server/platform/log.ts';
import { isPassing } from '#server/platform/postgres/retry.ts';
import { createCaller } from '#server/router.ts';
import { rights } from '#server/platform/rights.ts';
import { isAllowed } from '#server/platform/trpc.ts';
import { openServer, openWorker, type Runtime } from '#server/runtime.ts';
import { readableForms, refuseUnread } from '#ui/readable-forms.ts';
import { sessionCookie } from '#ui/session-cookie.ts';

let server: Runtime;

export const init: ServerInit = async () => {
	if (building) return;
	const config = readConfig();
	server = await openServer(config);
	const worker = config.runsJobs ? await openWorker(config) : null;
	process.on('sveltekit:shutdown', async () => {
		await worker?.close();
		await server.close();
	});
};

/**
 * What a hook refuses at an address that cannot be decoded. SvelteKit gives refusals a page, but for such an address it lets
 * them through to whoever called it, where they would end the process.
 */
const unreadableAddresses: Handle = async ({ event, resolve }) => {
	try {
		return await resolve(event);
	} catch (cause) {
		if (isDecodable(event.url.pathname)) throw cause;
		return new Response('Bad request', { status: 400 });
	}
};

function isDecodable(pathname: string): boolean {
	try {
		return decodeURI(pathname) !== '';
	} catch {
		return false;
	}
}

/** Refuses what another site could make a browser send: every change must come from our own pages. */
const ownOriginOnly: Handle = ({ event, resolve }) => {
	const { request, url } = event;
	if (request.method !== 'GET' && request.method !== 'HEAD') {
		const origin = request.headers.get('origin');
		const site = request.headers.get('sec-fetch-site');
		if (origin !== url.origin || (site !== null && site !== 'same-origin')) error(403, 'Forbidden');
	}
	return resolve(event);
};

/** What a request may weigh, in bytes: what a stranger sends must not fill the memory of who reads it. */
const strangerBody = 100_000;
const usualBody = 4_000_000;

/** More where the page streams what it receives (received-form.ts), for who may call what it receives for. */
const largerBodies: Record<string, { bytes: number; procedure: string }> = {
	'/(organism)/gestion/logements/import': { bytes: maxFileBytes + 1_000_000, procedure: 'imports.receive' },
	// More than a file may weigh: who sends too much reads a sentence, not a broken connection.
	'/(tenant)/dossier/[code]': { bytes: 30_000_000, procedure: 'documents.deposit' }
};

/** The adapter lets in what the largest form may weigh; every other is held to less before any of it is read. */
const bodyLimit: Handle = ({ event, resolve }) => {
	if (event.request.body) {
		const length = event.request.headers.get('content-length');
		if (length === null) error(411, 'Length required');
		if (Number(length) > mostOf(event)) error(413, 'Too large');
	}
	return resolve(event);
};

function mostOf({ route, locals: { actor } }: RequestEvent): number {
	const larger = largerBodies[route.id ?? ''];
	if (larger && isAllowed(rights[larger.procedure]!, actor)) return larger.bytes;
	return actor.role === 'nobody' ? strangerBody : usualBody;
}

/** A form with a file is received to the disk; nothing of it stays there after the request. */
const receivedForms: Handle = async ({ event, resolve }) => {
	const received: ReceivedForm[] = [];
	event.locals.receiveForm = async (limits) => {
		const form = await receiveForm(event.request, limits).catch(refuseUnread);
		received.push(form);
		return form;
	};
	try {
		return await resolve(event);
	} finally {
		for (const form of received) await form[Symbol.asyncDispose]();
	}
};

const language: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ locale }) => {
		event.locals.locale = locale;
		return resolve(event, {
			transformPageChunk: ({ html }) => html.replace('%lang%', locale),
			preload: ({ type }) => type === 'font' || type === 'js' || type === 'css'
		});
	});

/** Without the database nobody is known: the same page may be asked again in a moment. */
function refuseForNow(cause: unknown): never {
	if (isPassing(cause)) error(503, 'Service unavailable');
	throw cause;
}

/** Knows who asks, from the session alone, and gives pages the API as that person. */
const identity: Handle = async ({ event, resolve }) => {
	const token = event.cookies.get(sessionCookie(event.url).name);
	const { actor, session } = await whoIs(server.deps, token).catch(refuseForNow);
	const context: Context = {
		deps: server.deps,
		actor,
		locale: event.locals.locale,
		key: null,
		session,
		proof: null,
		sentTo: null,
		address: event.getClientAddress()
	};
	event.locals.context = context;
	event.locals.actor = actor;
	event.locals.session = session;
	event.locals.isDemo = server.deps.config.isDemo;
	event.locals.api = createCaller(context);
	event.locals.apiFor = (form) =>
		createCaller({
			...context,
			key: commandKey(form.get('_key')),
			proof: typedProof(form),
			sentTo: event.url.pathname + event.url.search
		});
	return resolve(event);
};

const headers: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	response.headers.set('X-Content-Type-Options', 'nosniff');
	response.headers.set('Referrer-Policy', 'same-origin');
	response.headers.set('Cross-Origin-Opener-Policy', 'same-origin');
	response.headers.set('Cross-Origin-Resource-Policy', 'same-origin');
	response.headers.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
	if (event.url.protocol === 'https:')
		response.headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains');
	// Also while a sign-in waits for its second factor.
	if (event.locals.session) response.headers.set('Cache-Control', 'no-store');
	return response;
};

export const handle = sequence(
	unreadableAddresses,
	headers,
	ownOriginOnly,
	readableForms,
	receivedForms,
	language,
	identity,
	bodyLimit
);

export const handleError: HandleServerError = ({ error: cause, event, status }) => {
	// A method or a form that no page takes is its sender's fault: nothing for who looks after the service to look at.
	if (status < 500) return { message: status === 404 ? 'Not found' : 'Bad request' };
	const reference = randomUUID().slice(0, 8);
	log.error({ err: cause, reference, route: event.route.id, status }, 'request failed');
	return { message: 'Internal error', reference };
};
