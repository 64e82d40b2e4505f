/**
 * Sign-on by the organism of somebody: OpenID Connect, authorisation code with PKCE. What one browser began is kept
 * sealed in a cookie of it; the person is known by the organism and the subject its provider gives, never by an address.
 */
import { and, eq, inArray } from 'drizzle-orm';
import * as oidc from 'openid-client';
import { isMultiFactor, type SignOnRefusal } from '#domain/accounts/sign-on.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { organisms } from '../organisms/tables.ts';
import type { Context, Deps } from '../platform/context.ts';
import { openedLink } from '../platform/link-proof.ts';
import { CannotOpen, open, seal } from '../platform/sealed.ts';
import type { SignOn } from '../platform/sign-on-settings.ts';
import { asActor, type Unit } from '../platform/unit.ts';
import { sessionsOf } from './auth.ts';
import { holderOf } from './links.ts';
import { openSession, type SignedIn } from './sign-in.ts';
import { accountLinks } from './security-tables.ts';
import { accounts } from './tables.ts';

const auth = { role: 'auth' } as const;
/** How long one may take before the provider, in minutes. */
export const flowMinutes = 10;
const secondsToAnswer = 5;
const place = { table: 'browser', column: 'sign_on', row: 'cookie' };

/** What was asked, to know its answer by. */
type Flow = {
	organismId: string;
	state: string;
	nonce: string;
	verifier: string;
	startedAt: number;
	/** The link of the invitation that the person follows, to be known from then on. */
	invitation: string | null;
};

const redirectUri = ({ config }: Deps) => `${config.origin}/connexion/organisme/retour`;
const signOnOf = ({ config }: Deps, organismId: string) => config.signOns.find((one) => one.organismId === organismId);

/** The organisms whose staff may sign in through them. */
export const listSignOns = ({ deps }: Context): Promise<{ organismId: string; name: string }[]> =>
	asActor(deps, auth, ({ tx }) =>
		tx
			.select({ organismId: organisms.id, name: organisms.name })
			.from(organisms)
			.where(
				inArray(
					organisms.id,
					deps.config.signOns.map((one) => one.organismId)
				)
			)
			.orderBy(organisms.name)
	);

/**
 * Where to send a browser, and what it is to keep meanwhile. Changes nothing here.
 *
 * @param isAgain the person must prove anew to the provider who they are.
 */
export async function startSignOn(
	{ deps }: Context,
	input: { organismId: string; invitation: string | null; isAgain: boolean }
): Promise<Result<{ address: string; flow: string }, SignOnRefusal>> {
	const signOn = signOnOf(deps, input.organismId);
	if (!signOn) return err('SIGN_ON_UNKNOWN');
	const provider = await reach(deps, signOn);
	if (!provider) return err('SIGN_ON_UNREACHABLE');
	const flow: Flow = {
		organismId: signOn.organismId,
		state: oidc.randomState(),
		nonce: oidc.randomNonce(),
		verifier: oidc.randomPKCECodeVerifier(),
		startedAt: Date.now(),
		invitation: input.invitation
	};
	const address = oidc.buildAuthorizationUrl(provider, {
		redirect_uri: redirectUri(deps),
		scope: 'openid',
		state: flow.state,
		nonce: flow.nonce,
		code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier),
		code_challenge_method: 'S256',
		...(input.isAgain && { prompt: 'login', max_age: '0' })
	});
	return ok({ address: address.href, flow: seal(deps.config, place, flow) });
}

/** The answer of the provider, as the browser brings it back: opens a session, under the second factor if it is due. */
export async function finishSignOn(
	ctx: Context,
	input: { answer: string; flow: string; userAgent: string | null; device: string | null }
): Promise<Result<SignedIn, SignOnRefusal>> {
	const { deps } = ctx;
	const flow = openFlow(deps, input.flow);
	const signOn = flow && signOnOf(deps, flow.organismId);
	if (!signOn) return err('SIGN_ON_FAILED');
	const provider = await reach(deps, signOn);
	if (!provider) return err('SIGN_ON_UNREACHABLE');
	const claims = await readAnswer(deps, provider, flow, input.answer);
	if (!claims) return err('SIGN_ON_FAILED');
	const account = await asActor(deps, auth, (unit) => accountOf(unit, deps, flow, claims.sub));
	if (!account || account.lockedAt) return err('SIGN_ON_NO_ACCOUNT');
	const opened = await openSession(ctx, account, input, {
		// Without this claim nobody knows when the person was asked: it is not fresh.
		authenticatedAt: new Date((claims.auth_time ?? 0) * 1000),
		secondFactorAt: isMultiFactor(claims.amr) ? new Date() : null
	});
	if (ctx.session) await sessionsOf(deps).revoke(ctx.session.id);
	return ok(opened);
}

function openFlow({ config }: Deps, text: string): Flow | null {
	try {
		const flow = open<Flow>(config, place, text);
		return Date.now() - flow.startedAt < flowMinutes * 60_000 ? flow : null;
	} catch (error) {
		if (error instanceof CannotOpen) return null;
		throw error;
	}
}

/** Checks state, issuer, signature, audience, nonce and times; null when one of them is not right. */
async function readAnswer(deps: Deps, provider: oidc.Configuration, flow: Flow, answer: string) {
	try {
		const tokens = await oidc.authorizationCodeGrant(provider, new URL(`${redirectUri(deps)}?${answer}`), {
			pkceCodeVerifier: flow.verifier,
			expectedState: flow.state,
			expectedNonce: flow.nonce,
			idTokenExpected: true
		});
		return tokens.claims() ?? null;
	} catch (error) {
		deps.log.warn({ code: (error as { code?: string }).code }, 'sign-on refused');
		return null;
	}
}

/** The account known under this subject; that of the invitation which is followed, from now on. */
async function accountOf(unit: Unit, deps: Deps, { organismId, invitation }: Flow, subject: string) {
	const { tx } = unit;
	const ofOrganism = and(eq(accounts.kind, 'staff'), eq(accounts.organismId, organismId));
	const [known] = await tx
		.select()
		.from(accounts)
		.where(and(ofOrganism, eq(accounts.signOnSubject, subject)));
	if (known || !invitation) return known ?? null;
	const linkId = openedLink(deps.config, invitation);
	const holder = linkId && (await holderOf(unit, linkId));
	if (!holder || holder.kind !== 'invitation' || holder.account.organismId !== organismId) return null;
	await tx.update(accountLinks).set({ usedAt: new Date() }).where(eq(accountLinks.id, linkId));
	const [linked] = await tx
		.update(accounts)
		.set({ signOnSubject: subject })
		.where(and(ofOrganism, eq(accounts.id, holder.account.id)))
		.returning();
	return linked ?? null;
}

/** Providers that answered lately, so that they are not asked at each sign-in who they are. */
const reached = new Map<string, { provider: oidc.Configuration; at: number }>();
const remembered = 10 * 60_000;

/** The provider as it describes itself; null when it does not answer. Only addresses of the settings are asked. */
async function reach({ log }: Deps, { issuer, clientId, clientSecret }: SignOn): Promise<oidc.Configuration | null> {
	const name = `${issuer} ${clientId}`;
	const known = reached.get(name);
	if (known && Date.now() - known.at < remembered) return known.provider;
	const isPlain = issuer.startsWith('http://');
	try {
		const provider = await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
			timeout: secondsToAnswer,
			...(isPlain && { execute: [oidc.allowInsecureRequests] })
		});
		reached.set(name, { provider, at: Date.now() });
		return provider;
	} catch (error) {
		log.warn({ code: (error as { code?: string }).code }, 'sign-on does not answer');
		return null;
	}
}
