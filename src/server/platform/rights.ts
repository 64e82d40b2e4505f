import type { StaffRole } from '#domain/organisms/organism.ts';
import type { DataClass } from './data-class.ts';

/** How the actor must stand to the thing it asks about; the loaders and the database check it. */
export type Relation = 'none' | 'self' | 'household' | 'organism' | 'session' | 'participant' | 'territory';

export type Right = {
	roles: readonly ('anonymous' | 'tenant' | 'helper' | 'staff' | 'coordinator')[];
	/** For staff: the duties that may; absent means every account of an organism, those of its commission too. */
	staff?: readonly StaffRole[];
	relation: Relation;
	/** The most sensitive class of data in the answer. */
	data: DataClass;
	/** It looks through the people and homes of an organism: so many times a minute for one person (limits.ts). */
	searches?: true;
	/** The act binds, or changes who may do what: its author proved in the last ten minutes to be who they are. */
	binds?: true;
};

const binding = (right: Right): Right => ({ ...right, binds: true });

const searching = (right: Right): Right => ({ ...right, searches: true });

const tenant = (relation: Relation, data: DataClass): Right => ({ roles: ['tenant'], relation, data });
/** Also for who helps the household, as long as its mandate lasts: to read and to fill in, never to decide. */
const helped = (right: Right): Right => ({ ...right, roles: [...right.roles, 'helper'] });
/**
 * Who works for the organism, whatever the duty: neither its auditor nor its data-protection officer, who look at how they
 * do, nor who sits in its commission.
 */
const workers: readonly StaffRole[] = ['officer', 'manager', 'calSecretary', 'organismAdmin'];
const staff = (relation: Relation, data: DataClass, duties: readonly StaffRole[] = workers): Right => ({
	roles: ['staff'],
	relation,
	data,
	staff: duties
});
/** Who sits in the commission, about what is before it when they sit. */
const member = (data: DataClass): Right => staff('session', data, ['commissionMember']);
const coordinator = (data: DataClass): Right => ({ roles: ['coordinator'], relation: 'territory', data });
const anyone = (data: DataClass = 'C0'): Right => ({
	roles: ['anonymous', 'tenant', 'helper', 'staff', 'coordinator'],
	relation: 'none',
	data
});
const signedIn = (relation: Relation, data: DataClass): Right => ({
	roles: ['tenant', 'helper', 'staff', 'coordinator'],
	relation,
	data
});

/** Who instructs the files and speaks for the organism in a chain. */
const instructors: readonly StaffRole[] = ['officer', 'manager'];
/** Who holds the commission: agendas, decisions as they were voted, minutes. */
const secretaries: readonly StaffRole[] = ['calSecretary', 'manager'];
/** Who reads the files: not the administrator of accounts, who has no need to know people. */
const readers: readonly StaffRole[] = ['officer', 'manager', 'calSecretary'];
/** Who settles how the organism works. */
const administrators: readonly StaffRole[] = ['manager', 'organismAdmin'];

/**
 * Who may call what. The server does not start when a procedure of the API is missing here, or when a line here
 * has no procedure. Tests, menus and docs/rights.md are made from this table.
 */
export const rights: Record<string, Right> = {
	'accounts.signIn': anyone('C2'),
	'accounts.signOut': signedIn('self', 'C0'),
	'accounts.demoAccounts': anyone(),
	'accounts.demoCode': anyone('C5'),
	'accounts.me': signedIn('self', 'C2'),
	'accounts.changeLanguage': signedIn('self', 'C0'),
	'accounts.letters': signedIn('self', 'C2'),
	'accounts.letter': signedIn('self', 'C3'),
	'accounts.openLetter': signedIn('self', 'C0'),
	'accounts.whoReadMyFile': tenant('household', 'C2'),
	'accounts.journal': staff('organism', 'C3', ['auditor']),
	'accounts.verifyCode': anyone('C2'),
	'accounts.startFactor': anyone('C5'),
	'accounts.confirmFactor': anyone('C5'),
	'accounts.removeFactor': signedIn('self', 'C0'),
	'accounts.security': signedIn('self', 'C2'),
	'accounts.revokeSession': signedIn('self', 'C0'),
	'accounts.revokeOtherSessions': signedIn('self', 'C0'),
	'accounts.changePassword': signedIn('self', 'C2'),
	'accounts.renewCodes': signedIn('self', 'C5'),
	'accounts.requestRecovery': anyone(),
	'accounts.signOns': anyone(),
	'accounts.startSignOn': anyone(),
	'accounts.finishSignOn': anyone('C2'),
	'accounts.link': anyone('C2'),
	'accounts.followLink': anyone(),
	'accounts.colleagues': staff('organism', 'C2', administrators),
	'accounts.inviteColleague': binding(staff('organism', 'C2', administrators)),
	'accounts.inviteMember': binding(staff('organism', 'C2', administrators)),
	'accounts.inviteAgain': binding(staff('organism', 'C2', administrators)),
	'accounts.changeDuty': binding(staff('organism', 'C0', administrators)),
	'accounts.lockColleague': binding(staff('organism', 'C0', administrators)),
	'accounts.inviteHousehold': binding(staff('organism', 'C2', instructors)),

	'households.home': helped(tenant('household', 'C2')),
	'households.helper': tenant('household', 'C2'),
	'households.nameHelper': binding(tenant('household', 'C2')),
	'households.endMandate': tenant('household', 'C0'),
	'households.giveUpMandate': { roles: ['helper'], relation: 'self', data: 'C0' },
	'households.exportData': binding(tenant('household', 'C4')),
	'households.erasure': tenant('household', 'C1'),
	'households.askErasure': binding(tenant('household', 'C1')),
	'households.checkCriterion': staff('participant', 'C3', instructors),
	// Any duty may be that of a referent: the two who are named see something, the others nothing.
	'households.listProtected': staff('organism', 'C4'),
	'households.protect': staff('organism', 'C4'),
	'households.liftProtection': staff('organism', 'C4'),

	'dataRequests.own': tenant('self', 'C4'),
	'dataRequests.ask': tenant('self', 'C0'),
	'dataRequests.withdraw': tenant('self', 'C0'),
	'dataRequests.list': staff('organism', 'C2', ['dataProtectionOfficer']),
	'dataRequests.read': staff('organism', 'C4', ['dataProtectionOfficer']),
	'dataRequests.answer': binding(staff('organism', 'C0', ['dataProtectionOfficer'])),
	'dataRequests.corrections': staff('organism', 'C4', instructors),
	'dataRequests.correct': staff('organism', 'C0', instructors),

	'needs.own': helped(tenant('household', 'C3')),
	'needs.communes': helped(tenant('none', 'C0')),
	'needs.start': helped(tenant('household', 'C0')),
	'needs.answer': helped(tenant('household', 'C3')),
	'needs.submit': tenant('household', 'C0'),
	'needs.pause': tenant('household', 'C0'),
	'needs.resume': tenant('household', 'C0'),
	'needs.withdraw': tenant('household', 'C0'),
	'needs.partner': tenant('household', 'C2'),
	'needs.namePartner': tenant('household', 'C0'),
	'needs.forgetPartner': tenant('household', 'C0'),
	'needs.listings': searching(staff('organism', 'C2', readers)),
	'needs.listing': staff('organism', 'C3', readers),
	'needs.publishListing': staff('organism', 'C0', instructors),
	'needs.returnListing': staff('organism', 'C0', instructors),

	'dwellings.park': searching(staff('organism', 'C2', readers)),
	'dwellings.offer': staff('organism', 'C0', instructors),
	'dwellings.takeBack': staff('organism', 'C0', instructors),
	'dwellings.recordDecency': staff('organism', 'C0', instructors),

	'imports.list': staff('organism', 'C3', administrators),
	'imports.read': staff('organism', 'C3', administrators),
	'imports.report': staff('organism', 'C3', administrators),
	'imports.lines': staff('organism', 'C3', administrators),
	'imports.receive': staff('organism', 'C3', administrators),
	'imports.map': staff('organism', 'C0', administrators),
	'imports.confirm': binding(staff('organism', 'C0', administrators)),
	'imports.discard': staff('organism', 'C0', administrators),

	// Who reads a list may take it out; the rows are read again as that person.
	'exports.preview': staff('organism', 'C0', readers),
	'exports.request': binding(staff('organism', 'C3', readers)),
	'exports.rows': staff('self', 'C3', readers),

	'organisms.directory': anyone(),
	'organisms.settings': staff('organism', 'C2'),
	'organisms.changeContact': staff('organism', 'C0', administrators),
	'organisms.changeCommissionRules': binding(staff('organism', 'C0', administrators)),
	'organisms.referents': staff('organism', 'C2'),
	'organisms.nameReferents': binding(staff('organism', 'C2', administrators)),
	'organisms.addMember': staff('organism', 'C2', administrators),
	'organisms.changeMember': staff('organism', 'C2', administrators),

	'affordability.aid': anyone(),
	'affordability.simulate': anyone(),
	'affordability.choices': anyone(),
	'affordability.simulateMove': anyone(),
	'eligibility.check': anyone(),
	'eligibility.mayTakePart': anyone(),
	'eligibility.charter': coordinator('C0'),
	'eligibility.previewCharter': coordinator('C1'),
	'eligibility.saveCharter': coordinator('C0'),
	'eligibility.discardCharter': coordinator('C0'),
	'eligibility.activateCharter': binding(coordinator('C0')),
	'eligibility.charterInForce': staff('organism', 'C0'),
	'eligibility.thresholds': staff('organism', 'C0'),
	'eligibility.previewThresholds': staff('organism', 'C1', administrators),
	'eligibility.saveThresholds': staff('organism', 'C0', administrators),
	'eligibility.discardThresholds': staff('organism', 'C0', administrators),
	'eligibility.activateThresholds': binding(staff('organism', 'C0', administrators)),

	'demands.toDo': staff('organism', 'C2', readers),
	'demands.files': searching(staff('organism', 'C2', readers)),
	'demands.file': staff('participant', 'C3', readers),
	'demands.askDocuments': staff('organism', 'C0', instructors),
	'demands.receiveDocuments': staff('organism', 'C0', instructors),
	'demands.recordIncome': staff('organism', 'C3', instructors),
	'demands.recordUniqueNumber': staff('organism', 'C3', instructors),
	'demands.completeFile': staff('organism', 'C0', instructors),
	'demands.meetCondition': staff('organism', 'C0', instructors),
	'demands.failCondition': staff('organism', 'C0', instructors),
	'demands.reachRank': staff('organism', 'C0', instructors),
	'demands.loseRank': staff('organism', 'C0', instructors),
	'demands.recordWarning': staff('organism', 'C0', instructors),
	'demands.strikeOff': binding(staff('organism', 'C0', instructors)),

	'documents.own': helped(tenant('household', 'C4')),
	'documents.deposit': helped(tenant('household', 'C1')),
	'documents.takeBack': tenant('household', 'C0'),
	'documents.ownFile': tenant('household', 'C4'),
	'documents.file': staff('organism', 'C4', readers),
	'documents.accept': staff('organism', 'C0', instructors),
	'documents.refuse': staff('organism', 'C0', instructors),
	'documents.takeCharge': staff('organism', 'C0', instructors),

	'commissions.list': staff('organism', 'C0', readers),
	'commissions.meeting': staff('organism', 'C3', readers),
	'commissions.minutes': staff('organism', 'C3', readers),
	'commissions.plan': staff('organism', 'C0', secretaries),
	'commissions.putOnAgenda': staff('organism', 'C0', secretaries),
	'commissions.takeOffAgenda': staff('organism', 'C0', secretaries),
	'commissions.moveOnAgenda': staff('organism', 'C0', secretaries),
	'commissions.convene': staff('organism', 'C0', secretaries),
	'commissions.cancel': staff('organism', 'C0', secretaries),
	'commissions.recordAttendance': staff('organism', 'C2', secretaries),
	'commissions.open': staff('organism', 'C0', secretaries),
	'commissions.decide': binding(staff('organism', 'C3', secretaries)),
	'commissions.askVote': staff('organism', 'C0', secretaries),
	'commissions.close': staff('organism', 'C0', secretaries),
	'commissions.sign': binding(staff('organism', 'C0', secretaries)),
	'commissions.sessions': member('C1'),
	'commissions.session': member('C1'),
	'commissions.sessionCase': member('C3'),
	'commissions.sessionMinutes': member('C3'),
	'commissions.withdraw': member('C0'),
	'commissions.vote': binding(member('C0')),

	'proposals.own': helped(tenant('participant', 'C1')),
	'proposals.ownProposal': helped(tenant('participant', 'C3')),
	'proposals.ownVisits': tenant('participant', 'C3'),
	'proposals.suggestVisit': tenant('participant', 'C0'),
	'proposals.agreeVisit': tenant('participant', 'C0'),
	'proposals.sayYes': binding(tenant('participant', 'C2')),
	'proposals.sayNo': tenant('participant', 'C2'),
	'proposals.suggestVacantVisit': staff('organism', 'C0', instructors),
	'proposals.agreeVacantVisit': staff('organism', 'C0', instructors),
	'proposals.giveOpinion': binding(staff('organism', 'C3', instructors)),
	'proposals.setSigningDay': binding(staff('participant', 'C0', instructors)),
	'proposals.recordSignature': binding(staff('organism', 'C0', instructors)),
	'proposals.chains': coordinator('C1'),
	'proposals.chain': coordinator('C1'),
	'proposals.publish': binding(coordinator('C0')),
	'proposals.publishRun': binding(coordinator('C0')),
	'proposals.discard': coordinator('C0'),
	'proposals.discardRun': coordinator('C0'),

	'matching.dashboard': coordinator('C1'),
	'matching.runs': coordinator('C1'),
	'matching.run': coordinator('C1'),
	'matching.leftOut': coordinator('C1'),
	'matching.ownInsight': helped(tenant('household', 'C3')),
	'matching.listingInsight': staff('organism', 'C3', readers),
	'matching.requestRun': coordinator('C0'),
	'matching.cancelRun': coordinator('C0'),
	'matching.requestReplay': coordinator('C0'),

	'clock.read': coordinator('C0'),
	'clock.move': coordinator('C0')
};
