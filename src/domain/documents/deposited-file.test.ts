import { describe, expect, test } from 'vitest';
import { depositLimits, endingOf, hasRoomFor, nameOfKept, takenTypes } from './deposited-file.ts';

describe('the name of a file', () => {
	test.each([
		['avis.pdf', 'pdf', 'avis.pdf'],
		['IMG_0042.PNG', 'jpeg', 'IMG_0042.jpg'],
		['Fiche de paie – août 2026.pdf', 'pdf', 'Fiche de paie – août 2026.pdf'],
		['../../etc/passwd.pdf', 'pdf', 'passwd.pdf'],
		['C:\\Users\\moi\\carte.jpg', 'jpeg', 'carte.jpg'],
		['a\u0000b.pdf', 'pdf', 'a b.pdf'],
		['facture\u202Efdp.exe.pdf', 'pdf', 'facture fdp.exe.pdf'],
		['"><script>.pdf', 'pdf', 'script.pdf'],
		['a\r\nSet-Cookie: x=1.pdf', 'pdf', 'a Set-Cookie x=1.pdf'],
		['.pdf', 'pdf', 'document.pdf'],
		['...', 'pdf', 'document.pdf'],
		['', 'jpeg', 'document.jpg'],
		['é'.repeat(300) + '.pdf', 'pdf', 'é'.repeat(80) + '.pdf'],
		['👩‍👩‍👧.jpg', 'jpeg', '👩 👩 👧.jpg']
	] as const)('%j, kept as %s, is %j', (typed, format, expected) => {
		expect(nameOfKept(typed, format)).toBe(expected);
	});

	test.each([
		['a.PDF', 'pdf'],
		['a.tar.gz', 'gz'],
		['a', ''],
		['a.jpg ', 'jpg'],
		['a.pdf/b', ''],
		['.hidden', 'hidden']
	])('%j ends in %j', (name, ending) => {
		expect(endingOf(name)).toBe(ending);
	});
});

test('the box of the form takes what the server takes', () => {
	expect(takenTypes).toBe('image/jpeg,image/png,image/webp,application/pdf');
});

test.each([
	[0, 0, depositLimits.bytes, true],
	[depositLimits.files - 1, 0, 1, true],
	[depositLimits.files, 0, 1, false],
	[3, depositLimits.allBytes - 10, 10, true],
	[3, depositLimits.allBytes - 10, 11, false]
])('a household that keeps %i files of %i bytes, and sends %i: there is room, %s', (files, bytes, sent, hasRoom) => {
	expect(hasRoomFor({ files, bytes }, sent)).toBe(hasRoom);
});
