import { describe, expect, test } from 'vitest';
import { codeIn, listAddress, pageIn, sortIn, sortLink } from './list-address.ts';

const at = (search: string) => new URL(`http://localhost/gestion/dossiers${search}`);

describe('the address of a list', () => {
	test('keeps the other filters when one changes, and drops those taken away', () => {
		expect(listAddress(at('?etape=ready&q=Lemaire'), { page: 2 })).toBe(
			'/gestion/dossiers?etape=ready&q=Lemaire&page=2'
		);
		expect(listAddress(at('?etape=ready'), { etape: null })).toBe('/gestion/dossiers');
	});

	test('with something that makes no sense is the plain list', () => {
		expect(codeIn(at('?etape=nope'), 'etape', ['ready', 'done'])).toBeNull();
		expect(pageIn(at('?page=-3'))).toBe(1);
		expect(pageIn(at('?page=abc'))).toBe(1);
		expect(sortIn(at('?tri=nope'), ['due', 'reference'], 'due')).toEqual({ sort: 'due', isDescending: false });
	});

	test('sorts one way, then the other', () => {
		const first = sortLink(at(''), 'commune', { sort: 'due', isDescending: false });
		expect(first).toEqual({ href: '/gestion/dossiers?tri=commune' });
		const sorted = sortIn(at('?tri=commune'), ['due', 'commune'], 'due');
		expect(sortLink(at('?tri=commune&page=3'), 'commune', sorted)).toEqual({
			href: '/gestion/dossiers?tri=-commune',
			order: 'ascending'
		});
		expect(sortIn(at('?tri=-commune'), ['due', 'commune'], 'due')).toEqual({ sort: 'commune', isDescending: true });
	});
});
