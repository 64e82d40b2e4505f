import { isHttpError, type Handle } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { readableForms } from './readable-forms.ts';

type Asked = { search?: string; type?: string; body?: string; route?: string };

/** What a page that reads its form, from a copy or not, answers; the status when it is refused. */
async function answerTo({
	search = '',
	type = 'application/x-www-form-urlencoded',
	body = 'a=1',
	route = '/compte'
}: Asked) {
	const url = new URL(`https://bourse.example/compte${search}`);
	const request = new Request(url, {
		method: 'POST',
		headers: type ? { 'content-type': type } : {},
		body: new TextEncoder().encode(body)
	});
	const resolve = async () => {
		await request.clone().formData();
		return new Response(String((await request.formData()).get('a')));
	};
	const input = { event: { request, url, route: { id: route } }, resolve } as unknown as Parameters<Handle>[0];
	try {
		return await (await readableForms(input)).text();
	} catch (cause) {
		return isHttpError(cause) ? cause.status : cause;
	}
}

const broken = { type: 'multipart/form-data; boundary=x', body: '--x\r\nbroken' };

test.each<[string, Asked, unknown]>([
	['a form', {}, '1'],
	['a form with a set of characters', { type: 'application/x-www-form-urlencoded; charset=utf-8' }, '1'],
	[
		'a form with a file',
		{ type: broken.type, body: '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n' },
		'1'
	],
	['the form of an action', { search: '?/effacer' }, '1'],
	['a text', { type: 'text/plain' }, 415],
	['JSON', { type: 'application/json' }, 415],
	['nothing that says what it is', { type: '' }, 415],
	['a form that is broken', broken, 400],
	['a form without its boundary', { type: 'multipart/form-data' }, 400],
	['an action of every object', { search: '?/toString' }, 404],
	['the prototype of actions', { search: '?/__proto__' }, 404],
	['the action that has no name', { search: '?a=1&/default' }, 404]
])('%s sent to a page is answered as it should', async (_, asked, answer) => {
	expect(await answerTo(asked)).toBe(answer);
});

test('what is sent to the API is for the API to read', async () => {
	expect(await answerTo({ type: 'text/plain', route: '/api/trpc/[...path]' })).toBeInstanceOf(TypeError);
});
