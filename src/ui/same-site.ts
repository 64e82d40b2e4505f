/**
 * The path of this site one asked to come back to; the home when it names another site. Browsers read `//host`,
 * `/\host` and addresses with tabs inside as other sites, hence a real parse and a single leading slash.
 */
export function sameSitePath(back: unknown, here: URL): string {
	if (typeof back !== 'string' || !back.startsWith('/') || !URL.canParse(back, here)) return '/';
	const url = new URL(back, here);
	return url.origin === here.origin ? url.pathname.replace(/^\/+/, '/') + url.search : '/';
}
