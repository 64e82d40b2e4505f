/** The cookie of the session: bound to this host when the site is on https, readable by no script. */
export function sessionCookie(url: URL) {
	const secure = url.protocol === 'https:';
	return {
		name: secure ? '__Host-sid' : 'sid',
		options: { path: '/', httpOnly: true, secure, sameSite: 'lax' as const }
	};
}
