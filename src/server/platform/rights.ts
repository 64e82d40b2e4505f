import type { StaffRole } from '#domain/organisms/organism.ts';

/** How the actor must stand to the thing it asks about; the loaders and the database check it. */
export type Relation = 'none' | 'self' | 'household' | 'organism' | 'participant' | 'territory';

/** The most sensitive class of data in the answer: C1 public sheet … C4 health, C5 secrets. */
export type DataClass = 'C0' | 'C1' | 'C2' | 'C3' | 'C4' | 'C5';

export type Right = {
	roles: readonly ('anonymous' | 'tenant' | 'staff' | 'coordinator')[];
	/** For staff: the duties that may; absent means every member of staff. */
	staff?: readonly StaffRole[];
	relation: Relation;
	data: DataClass;
};

const tenant = (relation: Relation, data: DataClass): Right => ({ roles: ['tenant'], relation, data });
const staff = (relation: Relation, data: DataClass, duties?: readonly StaffRole[]): Right => ({
	roles: ['staff'],
	relation,
	data,
	...(duties && { staff: duties })
});
const coordinator = (data: DataClass): Right => ({ roles: ['coordinator'], relation: 'territory', data });
const anyone = (data: DataClass = 'C0'): Right => ({
	roles: ['anonymous', 'tenant', 'staff', 'coordinator'],
	relation: 'none',
	data
});
const signedIn = (relation: Relation, data: DataClass): Right => ({
	roles: ['tenant', 'staff', 'coordinator'],
	relation,
	data
});

/**
 * Who may call what. The server does not start when a procedure of the API is missing here, or when a line here
 * has no procedure. Tests, menus and docs/rights.md are made from this table.
 */
export const rights: Record<string, Right> = {
	'accounts.signIn': anyone('C2'),
	'accounts.signOut': signedIn('self', 'C0'),
	'accounts.demoAccounts': anyone(),
	'accounts.me': signedIn('self', 'C2'),
	'accounts.changeLanguage': signedIn('self', 'C0'),
	'accounts.letters': signedIn('self', 'C2'),
	'accounts.letter': signedIn('self', 'C3'),
	'accounts.openLetter': signedIn('self', 'C0'),

	'households.home': tenant('household', 'C2'),

	'needs.own': tenant('household', 'C3'),
	'needs.communes': tenant('none', 'C0'),
	'needs.start': tenant('household', 'C0'),
	'needs.answer': tenant('household', 'C3'),
	'needs.submit': tenant('household', 'C0'),
	'needs.pause': tenant('household', 'C0'),
	'needs.resume': tenant('household', 'C0'),
	'needs.withdraw': tenant('household', 'C0'),

	'organisms.directory': anyone(),

	'proposals.own': tenant('participant', 'C1'),
	'proposals.ownProposal': tenant('participant', 'C3'),
	'proposals.ownVisits': tenant('participant', 'C3'),
	'proposals.suggestVisit': tenant('participant', 'C0'),
	'proposals.agreeVisit': tenant('participant', 'C0'),
	'proposals.sayYes': tenant('participant', 'C2'),
	'proposals.sayNo': tenant('participant', 'C2')
};

void staff;
void coordinator;
