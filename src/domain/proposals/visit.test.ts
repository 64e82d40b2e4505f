import { describe, expect, test } from 'vitest';
import { err, ok } from '../result.ts';
import { agreeVisit, suggestVisit, visitActionsOn, type Visit } from './visit.ts';

const now = new Date('2026-12-02T09:00:00Z');
const at = new Date('2026-12-05T13:30:00Z');
const around = { state: 'visiting', dueAt: new Date('2026-12-23T23:00:00Z') } as const;
const nothing: Visit = { plannedFor: null, proposedBy: null, agreedAt: null };
const suggested: Visit = { plannedFor: at, proposedBy: 'visitor', agreedAt: null };
const agreed: Visit = { ...suggested, agreedAt: now };

describe('a visit', () => {
	test('is agreed when the other side says yes to the time suggested', () => {
		expect(suggestVisit(around, 'visitor', at, now)).toEqual(ok(suggested));
		expect(agreeVisit(suggested, around, 'host', at, now)).toEqual(ok(agreed));
	});

	test('agreed and then moved is to be agreed again', () => {
		expect(suggestVisit(around, 'host', new Date('2026-12-06T10:00:00Z'), now)).toMatchObject({
			value: { proposedBy: 'host', agreedAt: null }
		});
	});

	test.each([
		['before now', '2026-12-02T08:00:00Z', 'VISIT_IN_THE_PAST'],
		['for this very instant', '2026-12-02T09:00:00Z', 'VISIT_IN_THE_PAST'],
		['after the deadline of the visits', '2026-12-23T23:00:00Z', 'VISIT_TOO_LATE']
	])('cannot be suggested %s', (_, time, refusal) => {
		expect(suggestVisit(around, 'visitor', new Date(time), now)).toEqual(err(refusal));
	});

	test('is neither suggested nor agreed once the chain has gone on', () => {
		expect(suggestVisit({ ...around, state: 'committing' }, 'visitor', at, now)).toEqual(err('VISIT_NOT_OPEN'));
		expect(agreeVisit(suggested, { ...around, state: 'broken' }, 'host', at, now)).toEqual(err('VISIT_NOT_OPEN'));
		expect(agreeVisit(suggested, around, 'host', at, around.dueAt)).toEqual(err('VISIT_NOT_OPEN'));
	});

	test.each([
		['by who suggested it', suggested, 'visitor', at, 'VISIT_OWN_SUGGESTION'],
		['when nothing was suggested', nothing, 'host', at, 'VISIT_NOT_SUGGESTED'],
		['twice', agreed, 'host', at, 'VISIT_ALREADY_AGREED'],
		['for a time that was changed meanwhile', suggested, 'host', new Date('2026-12-05T14:30:00Z'), 'VISIT_CHANGED']
	] as const)('is not agreed %s', (_, visit, side, time, refusal) => {
		expect(agreeVisit(visit, around, side, time, now)).toEqual(err(refusal));
	});

	test('is not agreed for a time already past, nor once it has come', () => {
		for (const late of [new Date('2026-12-05T14:00:00Z'), at])
			expect(agreeVisit(suggested, around, 'host', at, late)).toEqual(err('VISIT_IN_THE_PAST'));
	});

	test('has until no day where the chain gives none', () => {
		expect(suggestVisit({ ...around, dueAt: null }, 'visitor', new Date('2030-01-01T10:00:00Z'), now)).toMatchObject({
			ok: true
		});
	});

	test('offers to agree only to the side that did not suggest', () => {
		expect(visitActionsOn(nothing, around, 'host', now)).toEqual(['suggest']);
		expect(visitActionsOn(suggested, around, 'visitor', now)).toEqual(['suggest']);
		expect(visitActionsOn(suggested, around, 'host', now)).toEqual(['agree', 'suggest']);
		expect(visitActionsOn(agreed, around, 'host', now)).toEqual(['suggest']);
		expect(visitActionsOn(suggested, { ...around, state: 'open' }, 'host', now)).toEqual([]);
	});
});
