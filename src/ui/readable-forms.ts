import { error, type Handle } from '@sveltejs/kit';

const forms = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;

/**
 * Refuses what is sent to a page and is no form that a browser could send, or names an action that no page can have: the
 * fault is theirs, and no page has to look for it.
 */
export const readableForms: Handle = ({ event, resolve }) => {
	const { request, url, route } = event;
	if (request.method !== 'POST' || route.id?.startsWith('/api/')) return resolve(event);
	if (!forms.test(request.headers.get('content-type') ?? '')) error(415, 'Unsupported Media Type');
	const action = [...url.searchParams.keys()].find((name) => name.startsWith('/'))?.slice(1);
	// SvelteKit looks an action up by its name among the properties of an object, and keeps `default` for itself.
	if (action === 'default' || (action !== undefined && action in Object.prototype)) error(404, 'Not Found');
	withReadableForm(request);
	return resolve(event);
};

/**
 * What becomes of a form that could not be read: it is broken, or its line was closed before its end, and who sent it is
 * refused. What the disk says has a number and is ours; what has a status is a refusal already.
 */
export function refuseUnread(cause: unknown): never {
	if (cause instanceof Error && !('errno' in cause) && !('status' in cause)) error(400, 'Bad Request');
	throw cause;
}

/** A form that is broken on its way is refused, also when it is read from a copy of the request. */
function withReadableForm(request: Request): Request {
	const read = request.formData.bind(request);
	const clone = request.clone.bind(request);
	request.formData = () => read().catch(refuseUnread);
	request.clone = () => withReadableForm(clone());
	return request;
}
