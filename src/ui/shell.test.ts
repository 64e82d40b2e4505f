import { expect, test } from 'vitest';
import { currentItem } from './shell.ts';

const items = ['/', '/gestion', '/gestion/commissions'].map((href) => ({ href, label: href }));

test.each([
	['/', '/'],
	['/gestion', '/gestion'],
	['/gestion/dossiers/12', '/gestion'],
	['/gestion/commissions/3/pv', '/gestion/commissions'],
	['/gestionnaire', undefined],
	['/aide', undefined]
])('on %s the menu shows %s', (path, href) => {
	expect(currentItem(items, path)?.href).toBe(href);
});
