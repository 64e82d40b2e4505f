/** What somebody of the cast asks of her data: it waits for the data-protection officer of the organism that houses her. */
import { addDays, type Day } from '#domain/calendar.ts';
import type { DataRequestRow } from '../rows.ts';
import { castStaff, fixed, vacancyChain } from './people.ts';

const { accountId, householdId } = vacancyChain.simone;

export const castRequest = (today: Day): DataRequestRow => ({
	id: fixed.request(1),
	accountId,
	householdId,
	organismId: castStaff.viosne.dataProtectionOfficer.organismId,
	part: 'rent',
	statement: {
		what: 'Les charges comptées sont celles d’avant la baisse de septembre.',
		shouldSay: '74,20 € de charges par mois, comme sur ma quittance d’octobre.'
	},
	askedOn: addDays(today, -12)
});
