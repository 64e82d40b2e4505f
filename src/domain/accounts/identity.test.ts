import { expect, test } from 'vitest';
import { freshMinutes, identityDue, type ProvenSoFar } from './identity.ts';

const now = new Date('2026-11-21T10:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const session = (changes: Partial<ProvenSoFar>): ProvenSoFar => ({
	kind: 'staff',
	authenticatedAt: ago(1),
	secondFactorAt: ago(1),
	isDeviceKnown: false,
	isEnrolled: true,
	hasPassword: true,
	...changes
});
const household = (changes: Partial<ProvenSoFar>) =>
	session({ kind: 'tenant', secondFactorAt: null, isEnrolled: false, isDeviceKnown: true, ...changes });
const old = { authenticatedAt: ago(freshMinutes) };

test.each([
	['staff who just signed in', session({}), null],
	['staff who signed in ten minutes ago', session(old), { again: 'password', code: 'telephone' }],
	['staff who signed in a moment less ago', session({ authenticatedAt: ago(freshMinutes - 0.01) }), null],
	['staff who came by their organism', session({ ...old, hasPassword: false }), { again: 'signOn', code: null }],
	['staff on a new device, with the code of its telephone', session({ isDeviceKnown: false }), null],
	['a household on a device it used before', household({}), null],
	['a household on a new device', household({ isDeviceKnown: false }), { again: null, code: 'letter' }],
	['a household after ten minutes', household(old), { again: 'password', code: null }],
	[
		'a household after ten minutes on a new device',
		household({ ...old, isDeviceKnown: false }),
		{ again: 'password', code: 'letter' }
	],
	[
		'a household on a new device, with the code of its telephone',
		household({ isDeviceKnown: false, isEnrolled: true, secondFactorAt: ago(1) }),
		null
	]
] as const)('%s', (_, proven, due) => {
	expect(identityDue(proven, now)).toEqual(due);
});
