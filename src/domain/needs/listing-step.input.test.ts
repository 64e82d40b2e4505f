import { describe, expect, test } from 'vitest';
import { listingStepInput } from './listing-step.input.ts';

const parse = (step: string, fields: Record<string, unknown>) => listingStepInput.safeParse({ step, ...fields });
const errorsOf = (step: string, fields: Record<string, unknown>) =>
	parse(step, fields).error?.issues.map((issue) => [issue.path.join('.'), issue.message]);

describe('a page sent without an answer', () => {
	test.each([
		['dwelling', {}, [['isRight', 'ANSWER_MISSING']]],
		['household', { isRight: 'no', remarks: '  ' }, [['remarks', 'REMARKS_MISSING']]],
		['access', {}, [['hasNeeds', 'ANSWER_MISSING']]],
		['access', { hasNeeds: 'yes' }, [['needs', 'ACCESS_NEEDS_MISSING']]],
		['resources', { monthlyResources: ' ' }, [['monthlyResources', 'RESOURCES_MISSING']]],
		['resources', { monthlyResources: 'deux mille' }, [['monthlyResources', 'AMOUNT_INVALID']]],
		['motive', {}, [['motive', 'MOTIVE_MISSING']]],
		['motive', { motive: 'violence' }, [['motive', 'MOTIVE_MISSING']]],
		['size', { minRooms: '', maxRooms: '3', hasMinArea: 'no' }, [['minRooms', 'ROOMS_MISSING']]],
		['size', { minRooms: '3', maxRooms: '2', hasMinArea: 'no' }, [['maxRooms', 'ROOMS_REVERSED']]],
		['size', { minRooms: '2', maxRooms: '2', hasMinArea: 'yes', minArea: '' }, [['minArea', 'AREA_MISSING']]],
		['size', { minRooms: '2,5', maxRooms: '3', hasMinArea: 'no' }, [['minRooms', 'CHOICE_INVALID']]],
		['size', { minRooms: '1', maxRooms: '7', hasMinArea: 'no' }, [['maxRooms', 'CHOICE_INVALID']]],
		['size', { minRooms: '2', maxRooms: '2', hasMinArea: 'yes', minArea: '8' }, [['minArea', 'AREA_INVALID']]],
		['size', { minRooms: '2', maxRooms: '2', hasMinArea: 'yes', minArea: '301' }, [['minArea', 'AREA_INVALID']]],
		['dwelling', { isRight: 'no', remarks: 'é'.repeat(1001) }, [['remarks', 'REMARKS_TOO_LONG']]],
		['access', { hasNeeds: 'yes', needs: ['pool'] }, [['needs.0', 'CHOICE_INVALID']]],
		['resources', { monthlyResources: '50001' }, [['monthlyResources', 'AMOUNT_INVALID']]],
		['budget', { hasLimit: 'yes', maxResidualBill: '0' }, [['maxResidualBill', 'AMOUNT_INVALID']]],
		['budget', { hasLimit: 'yes', maxResidualBill: '5001' }, [['maxResidualBill', 'AMOUNT_INVALID']]],
		['places', { communes: ['95127', '9512'] }, [['communes.1', 'CHOICE_INVALID']]],
		['places', { communes: 'x95127' }, [['communes.0', 'CHOICE_INVALID']]],
		['places', { communes: '951270' }, [['communes.0', 'CHOICE_INVALID']]],
		['places', { communes: '' }, [['communes', 'PLACES_MISSING']]],
		['wishes', { wishes: ['pool'] }, [['wishes.0', 'CHOICE_INVALID']]],
		['wishes', { wishes: 'none', preferredCommune: '95127' }, [['wishes', 'WISHES_CONTRADICTORY']]],
		['exchange', { maxHouseholds: '4', when: 'later' }, [['notBefore', 'DATE_MISSING']]],
		['places', {}, [['communes', 'PLACES_MISSING']]],
		['budget', { maxResidualBill: '500' }, [['hasLimit', 'ANSWER_MISSING']]],
		['budget', { hasLimit: 'yes' }, [['maxResidualBill', 'BILL_MISSING']]],
		['floor', {}, [['maxFloor', 'ANSWER_MISSING']]],
		['wishes', {}, [['wishes', 'WISHES_MISSING']]],
		['wishes', { wishes: ['none', 'lift'] }, [['wishes', 'WISHES_CONTRADICTORY']]],
		[
			'exchange',
			{},
			[
				['maxHouseholds', 'HOUSEHOLDS_MISSING'],
				['when', 'ANSWER_MISSING']
			]
		],
		['exchange', { maxHouseholds: '4', when: 'later', notBefore: '2027-02-30' }, [['notBefore', 'DATE_INVALID']]]
	])('%s with %o says what is missing', (step, fields, errors) => {
		expect(errorsOf(step, fields)).toEqual(errors);
	});

	test.each([
		['wishes', { wishes: ['none'] }, { wishes: ['none'], preferredCommune: '' }],
		['budget', { hasLimit: 'yes', maxResidualBill: '650' }, { maxResidualBill: 650 }],
		['floor', { maxFloor: 'any' }, { maxFloorWithoutLift: null }],
		['floor', { maxFloor: '0' }, { maxFloorWithoutLift: 0 }],
		['access', { hasNeeds: 'no' }, { hasNeeds: false, needs: [] }],
		['wishes', { preferredCommune: '95127' }, { wishes: [], preferredCommune: '95127' }],
		['places', { communes: '2A004' }, { communes: ['2A004'] }],
		['exchange', { maxHouseholds: '2', when: 'now' }, { maxHouseholds: 2, notBefore: null }],
		['exchange', { maxHouseholds: 2, when: 'now', notBefore: '' }, { maxHouseholds: 2, notBefore: null }]
	])('%s with %o tells no limit from no answer', (step, fields, read) => {
		expect(parse(step, fields).data).toMatchObject(read);
	});
});
