import { overwriteGetLocale } from '#i18n/paraglide/runtime.js';
import { expect, test } from 'vitest';
import { answerSentence, inReadingOrder, moveSentence, type Chain, type ChainHousehold } from './chain.ts';

overwriteGetLocale(() => 'fr');

const household = (name: string, typologie: string, commune: string, isYou = false): ChainHousehold => ({
	name,
	isYou,
	organism: 'Habitat du Val',
	home: { typologie, commune },
	answer: 'agreed'
});
const b = household('B', 'T3', 'Éragny');
const you = household('A', 'T4', 'Cergy', true);
const c = household('C', 'T2', 'Osny');
const ring: Chain = { households: [c, you, b] };

/** Sentences with plain spaces, to be read here. */
const told = (chain: Chain, reader: 'tenant' | 'staff' = 'tenant') =>
	inReadingOrder(chain).map((each) => moveSentence(chain, each, reader).replaceAll('\u00a0', ' '));

test('a ring is told from the one who reads, each going into the home of the next', () => {
	expect(told(ring)).toEqual([
		'Vous iriez dans le T3 du foyer B, à Éragny.',
		'Le foyer B irait dans le T2 du foyer C, à Osny.',
		'Le foyer C irait dans votre T4, à Cergy.'
	]);
});

test('a line is told from its vacant home', () => {
	const line: Chain = { households: [c, you, b], vacant: { typologie: 'T5', commune: 'Vauréal' } };
	expect(told(line)).toEqual([
		'Le foyer B irait dans un T5 libre, à Vauréal.',
		'Vous iriez dans le T3 du foyer B, à Éragny.',
		'Le foyer C irait dans votre T4, à Cergy.'
	]);
});

test('you may be the one who takes the vacant home', () => {
	const line: Chain = { households: [b, you], vacant: { typologie: 'T5', commune: 'Vauréal' } };
	expect(told(line)[0]).toBe('Vous iriez dans un T5 libre, à Vauréal.');
});

test('staff read references and organisms, never « vous »', () => {
	expect(told(ring, 'staff')[0]).toBe('A (Habitat du Val) irait dans le T3 de B, à Éragny.');
});

test('what has been answered is said of the right person', () => {
	expect(answerSentence(you, 'tenant')).toBe('Vous avez accepté.');
	expect(answerSentence({ ...b, answer: 'declined' }, 'tenant')).toBe('Ce foyer a décliné.');
	expect(answerSentence({ ...b, answer: 'awaited' }, 'staff')).toBe('Accord attendu.');
});
