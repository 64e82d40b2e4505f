/** A file that somebody may open, on its way to a browser. */
type Served = { name: string; format: 'jpeg' | 'pdf'; content: () => Promise<Uint8Array> };

const types = { jpeg: 'image/jpeg', pdf: 'application/pdf' };

/**
 * Serves a file so that nothing in it can act: it is saved rather than opened in the page, as the type it was made, and
 * should a browser show it all the same, without a script, a form or an origin. Images may be shown by our own pages.
 */
export async function fileResponse({ name, format, content }: Served): Promise<Response> {
	const bytes = await content();
	return new Response(new Uint8Array(bytes), {
		headers: {
			'Content-Type': types[format],
			'Content-Length': String(bytes.length),
			// The plain name for old readers, the whole one as RFC 6266 writes it.
			'Content-Disposition': `attachment; filename="document"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
			'Content-Security-Policy': "default-src 'none'; sandbox",
			'Cache-Control': 'private, no-store'
		}
	});
}
