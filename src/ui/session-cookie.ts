import type { Cookies } from '@sveltejs/kit';

/** The cookie of the session: bound to this host when the site is on https, readable by no script. */
export const sessionCookie = (url: URL) => hostCookie(url, 'sid');

/** Keeps the session that was opened or renewed. */
export function keepSession(cookies: Cookies, url: URL, opened: { token: string; maxAgeSeconds: number }): void {
	const { name, options } = sessionCookie(url);
	cookies.set(name, opened.token, { ...options, maxAge: opened.maxAgeSeconds });
}

const aYear = 365 * 86_400;

/** The number that tells this browser from others; made when it has none yet. It opens nothing. */
export function deviceOf(cookies: Cookies, url: URL): string {
	const { name, options } = hostCookie(url, 'device');
	const device = cookies.get(name) ?? crypto.randomUUID();
	cookies.set(name, device, { ...options, maxAge: aYear });
	return device;
}

const tenMinutes = 600;

/** Keeps what a sign-on by an organism is to be known by, for as long as one may take before its provider. */
export function keepFlow(cookies: Cookies, url: URL, flow: string): void {
	const { name, options } = hostCookie(url, 'signon');
	cookies.set(name, flow, { ...options, maxAge: tenMinutes });
}

/** What was kept, once. */
export function takeFlow(cookies: Cookies, url: URL): string {
	const { name, options } = hostCookie(url, 'signon');
	const flow = cookies.get(name) ?? '';
	cookies.delete(name, options);
	return flow;
}

function hostCookie(url: URL, name: string) {
	const secure = url.protocol === 'https:';
	return {
		name: secure ? `__Host-${name}` : name,
		options: { path: '/', httpOnly: true, secure, sameSite: 'lax' as const }
	};
}
