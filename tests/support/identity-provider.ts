/** A real identity provider on this machine, whose people sign in as soon as they are named. */
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** How the next person proves who they are: their subject, the methods that the provider says it used, and when it did. */
export type SignsInAs = { subject: string; amr?: string[]; at?: Date };

const clientId = 'chasse-croise';
const clientSecret = 'a secret that both know, of some length';

/** In seconds. */
const minute = 60;

const newKey = () => ({
	...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
	use: 'sig',
	alg: 'RS256',
	kid: 'only for tests'
});

/** Opens a provider that knows one client, whose answers come back to `redirectUri`. */
export async function openIdentityProvider(redirectUri: string) {
	const server: Server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const provider = new Provider(issuer, {
		clients: [
			{
				client_id: clientId,
				client_secret: clientSecret,
				redirect_uris: [redirectUri],
				grant_types: ['authorization_code'],
				response_types: ['code']
			}
		],
		pkce: { required: () => true },
		jwks: { keys: [newKey()] },
		ttl: {
			AccessToken: minute,
			AuthorizationCode: minute,
			Grant: minute,
			IdToken: minute,
			Interaction: minute,
			Session: minute
		},
		claims: { openid: ['sub', 'amr'], auth_time: null },
		conformIdTokenClaims: false,
		features: { devInteractions: { enabled: false } },
		interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
		findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
		cookies: { keys: ['only for tests'] }
	});
	let next: SignsInAs = { subject: 'nobody' };
	const callback = provider.callback();
	server.on('request', async (request, response) => {
		if (!request.url?.startsWith('/interaction/')) return callback(request, response);
		const { prompt, params, session } = await provider.interactionDetails(request, response);
		if (prompt.name === 'login')
			return provider.interactionFinished(request, response, {
				login: {
					accountId: next.subject,
					...(next.amr && { amr: next.amr }),
					...(next.at && { ts: Math.floor(next.at.getTime() / 1000) })
				}
			});
		const grant = new provider.Grant({ accountId: session!.accountId, clientId: params.client_id as string });
		grant.addOIDCScope('openid');
		return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
	});
	return {
		signOn: { issuer, clientId, clientSecret },
		/** Goes where the application sends a browser, as somebody, and gives what follows the question mark on the way back. */
		async answer(address: string, person: SignsInAs): Promise<string> {
			next = person;
			const cookies = new Map<string, string>();
			let url = new URL(address);
			while (url.origin === issuer) {
				const response = await fetch(url, {
					redirect: 'manual',
					headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') }
				});
				for (const cookie of response.headers.getSetCookie()) {
					const [name, value] = cookie.split(';')[0]!.split('=');
					cookies.set(name!, value!);
				}
				const location = response.headers.get('location');
				if (!location) throw new Error(`${response.status}: ${await response.text()}`);
				url = new URL(location, issuer);
			}
			return url.search.slice(1);
		},
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
}

export type IdentityProvider = Awaited<ReturnType<typeof openIdentityProvider>>;
