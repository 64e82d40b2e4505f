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

/** A form that is broken on its way is refused, also when it is read from a copy of the request. */
function withReadableForm(request: Request): Request {
	const read = request.formData.bind(request);
	const clone = request.clone.bind(request);
	request.formData = () =>
		read().catch((cause: unknown) => (cause instanceof TypeError ? error(400, 'Bad Request') : Promise.reject(cause)));
	request.clone = () => withReadableForm(clone());
	return request;
}
