/**
 * What each procedure of the API is sent in the matrix of rights. A procedure that is not here fails the matrix: whoever
 * adds one says how it is called, and the matrix tries it as everybody.
 */
import { sql } from 'drizzle-orm';
import { askedFor, documentCodes, type DocumentCode } from '#domain/documents/document.ts';
import type { DocumentState } from '#domain/documents/document.workflow.ts';
import { hashPassword } from '#server/accounts/passwords.ts';
import { sealMotive } from '#server/needs/motive.ts';
import { protections } from '#server/households/protection-tables.ts';
import { protectionOf } from '#server/households/protection.ts';
import { codeAt, stepAt } from '#server/accounts/totp.ts';
import { accountIdOf, type Actor } from '#server/platform/actor.ts';
import { ReceivedFile } from '#server/platform/files/received-form.ts';
import { readConfig } from '#server/platform/config.ts';
import type { SignedSession, Tx } from '#server/platform/context.ts';
import { seal } from '#server/platform/sealed.ts';
import { openingPath } from '#server/platform/link-proof.ts';
import type { Member, Stage } from './world.ts';

export type Example = {
	/** What is sent about a household, its chain or its organism. A function without parameter: about nothing in particular. */
	input: (about: Member) => unknown;
	/** The stage of the chain on which it can succeed; `open` when absent. */
	at?: Stage;
	/** What must be there beforehand; undone with the call itself. */
	prepare?: (tx: Tx, about: Member, actor: Actor) => Promise<unknown>;
	/** How everybody is refused where the setting it needs is missing, as in these tests; tried for real elsewhere. */
	alwaysRefused?: string;
	/** The session that the call comes with, where the procedure looks at it. */
	session?: (actor: Actor, about: Member) => SignedSession;
	/** It takes something that no JSON holds: pages call it in their own process, nobody over HTTP. */
	onlyInProcess?: true;
	/** Whether the actor stands to the thing as the procedure asks, where the table's relation says it too roughly. */
	stands?: (actor: Actor, about: Member) => boolean;
};

const isHouseholdOf = (actor: Actor, { householdId }: Member) =>
	actor.role === 'tenant' && actor.householdId === householdId;
/** The administrators do nothing of this to themselves: the account is that of the secretary. */
const isColleague = (actor: Actor, { organismId }: Member) => actor.role === 'staff' && actor.organismId === organismId;
/** The household that lives in the home that the leg leads to. */
const isHost = (actor: Actor, { hostId }: Member) => actor.role === 'tenant' && actor.householdId === hostId;

/** The organism that would receive the household instructs its leg, whatever it is to it otherwise. */
const isReceivingStaff = (actor: Actor, { targetOrganismId }: Member) =>
	actor.role === 'staff' && actor.organismId === targetOrganismId;
/** Both organisms of a leg follow its file. */
const isStaffOfLeg = (actor: Actor, { isPublished, formerOrganismId, targetOrganismId }: Member) =>
	isPublished && actor.role === 'staff' && [formerOrganismId, targetOrganismId].includes(actor.organismId);
/** An organism that receives a household of the chain. */
const isStaffOfChain = (actor: Actor, { parties }: Member) =>
	actor.role === 'staff' && parties.organismIds.includes(actor.organismId);
/** Its candidacy is before the commission of the organism that would receive it. */
const isInstructed = ({ name }: Member) =>
	['confirmed', 'offered', 'sealed', 'signing', 'completed'].some((stage) => name.startsWith(`${stage}.`));
/** The commission of the organism that would receive it has decided on its case. */
const isDecided = ({ name }: Member) =>
	['offered', 'sealed', 'signing', 'completed'].some((stage) => name.startsWith(`${stage}.`));
const isCoordinatorOf = (actor: Actor, { territoryId }: Member) =>
	actor.role === 'coordinator' && actor.territoryId === territoryId;

const candidacyIn =
	(state: string, changes = sql``) =>
	(tx: Tx, { legId }: Member) =>
		tx.execute(sql`update candidacy set state = ${state} ${changes} where leg_id = ${legId}`);

/** A meeting of the organism that the household would enter, under the identifier of the leg, brought to a state. */
const meetingIn =
	(state: 'planned' | 'convened' | 'open' | 'closed', isOnAgenda = true) =>
	async (tx: Tx, about: Member) => {
		const { legId, candidacyId, targetOrganismId } = about;
		await candidacyIn(isOnAgenda ? 'onAgenda' : 'fileComplete')(tx, about);
		await tx.execute(sql`insert into meeting (id, organism_id, held_on, place)
			values (${legId}, ${targetOrganismId}, '2026-11-21', 'ici')`);
		if (isOnAgenda)
			await tx.execute(sql`insert into agenda_item (meeting_id, organism_id, candidacy_id, position)
				values (${legId}, ${targetOrganismId}, ${candidacyId}, 1)`);
		await tx.execute(sql`insert into attendance (meeting_id, organism_id, member_id)
			select ${legId}, organism_id, id from committee_member where organism_id = ${targetOrganismId}`);
		await tx.execute(sql`update meeting set state = ${state}, quorum = 3, opened_at = '2026-11-21T08:00:00Z',
			president_id = (select id from committee_member where organism_id = ${targetOrganismId} order by id limit 1)
			where id = ${legId}`);
		if (state === 'closed')
			await tx.execute(sql`insert into decision (meeting_id, candidacy_id, organism_id, kind, comment, votes, candidates,
					fewer_than_three_reason, rules_version, sheet, decided_at, account_id)
				values (${legId}, ${candidacyId}, ${targetOrganismId}, 'AWARD', '', '{"for":5,"against":0,"abstain":0}', 1,
					'EXCHANGE_LOCAL_RULE', 'r', '{}', '2026-11-21T08:00:00Z', gen_random_uuid())`);
	};
const emptyMinutes = {
	...{ number: 'PV', organism: 'ici', heldOn: '2026-11-20', startsAt: '09:30', place: 'ici', quorum: 3 },
	...{ present: [], absent: [], president: null, secretary: null, cases: [], signedOn: '2026-11-20' }
};
/** The minutes of a meeting that was held are signed. */
const signed = (tx: Tx, { meetingId, legId }: Member) =>
	tx.execute(sql`update meeting set state = 'signed', signed_at = now(), minutes_number = ${legId}, 
		minutes = ${JSON.stringify(emptyMinutes)}::text::jsonb
		where id = ${meetingId} and state = 'closed'`);
/** A run of the territory, under the identifier of the leg. */
const runIn =
	(state: 'queued' | 'done') =>
	(tx: Tx, { legId, territoryId }: Member) =>
		tx.execute(sql`insert into matching_run (id, territory_id, reason, state, requested_at, parameters, record)
			values (${legId}, ${territoryId}, 'coordinator', ${state}, '2026-11-20T09:00:00Z', '{}', '{"leftOut":[],"held":0}')`);
const vacantVisit = (tx: Tx, { legId }: Member) =>
	tx.execute(sql`update visit set host_household_id = null, proposed_by = 'visitor', agreed_at = null,
		planned_for = ${visitTime.toISOString()} where leg_id = ${legId}`);
const inState = (code: DocumentCode, state: DocumentState) => ({ ...askedFor(code), state, receivedOn: '2026-11-20' });
const everyDocument = documentCodes.map((code) => inState(code, 'accepted'));
const withTaxNotice = (state: DocumentState) =>
	candidacyIn('screened', sql`, documents = ${JSON.stringify([inState('FI-AV', state)])}::text::jsonb`);
/** A PDF of one empty page. */
const emptyPage = `%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj
trailer <</Root 1 0 R>>
%%EOF`;
const ofMeeting = ({ legId }: Member) => ({ meetingId: legId });
const ofCase = ({ legId, candidacyId }: Member) => ({ meetingId: legId, candidacyId });
const ofLeg = ({ legId }: Member) => ({ legId });

const instruction = { at: 'confirmed', stands: isReceivingStaff } as const;

const ofImport = ({ legId }: Member) => ({ importId: legId });
const asManagerOf = (tx: Tx, { organismId, managerId }: Member) =>
	tx.execute(sql`select set_config('app.role', 'staff', true), set_config('app.org', ${organismId}, true),
		set_config('app.actor', ${managerId}, true)`);
/** A file of dwellings of the organism, under the identifier of the leg. */
const importIn = (state: 'toMap' | 'checked') => async (tx: Tx, about: Member) => {
	await asManagerOf(tx, about);
	const table = { kind: 'csv', encoding: 'utf-8', delimiter: ';', headers: ['Référence', 'Étage'], samples: [] };
	await tx.execute(sql`insert into dwelling_import
			(id, organism_id, account_id, file_name, size, "table", state, counts, received_at)
		values (${about.legId}, ${about.organismId}, ${about.managerId}, 'parc.csv', 20, ${JSON.stringify(table)}::jsonb,
			${state}, '{"created":0,"changed":1,"unchanged":0,"refused":0}', app_now())`);
};

/** A draft of rules of everybody who writes some. The exchange itself writes none, so each is written as its owner. */
const draftsOfRules = (tx: Tx) =>
	tx.execute(
		sql.raw(`do $$
	declare
		one record;
	begin
		for one in
			select id as territory_id, null::uuid as organism_id from territory
			union all select territory_id, id from organism
		loop
			perform set_config('app.role', case when one.organism_id is null then 'coordinator' else 'staff' end, true),
				set_config('app.territory', one.territory_id::text, true),
				set_config('app.org', coalesce(one.organism_id::text, ''), true);
			insert into rule_set_version
				(scope, territory_id, organism_id, number, settings, reference, created_at, updated_at)
			values (case when one.organism_id is null then 'territory' else 'organism' end, one.territory_id,
				one.organism_id, 1, '{"extraRooms": 2, "effortRateMax": 0.3}', 'ici', now(), now());
		end loop;
	end $$`)
	);

/** A charter with one criterion, in force in the territory of the household. */
const criterionInForce = (tx: Tx, { territoryId }: Member) =>
	tx.execute(sql`with coordinator as (
			select set_config('app.role', 'coordinator', true), set_config('app.territory', ${territoryId}, true))
		insert into rule_set_version (scope, territory_id, number, settings, reference, created_at, updated_at,
			effective_from, activated_at)
		select 'territory', ${territoryId}, 1,
			'{"localCriteria": [{"code": "key-worker", "labelFr": "a", "labelEn": "a", "weight": 1}]}'::jsonb,
			'ici', now(), now(), '2026-01-01', now() from coordinator`);

const keys = readConfig();

/** The household is protected; a referent wrote it, as the exchange itself may not. */
const protectedHousehold = async (tx: Tx, { organismId, householdId, officerId }: Member) => {
	await tx.execute(sql`select set_config('app.role', 'staff', true), set_config('app.org', ${organismId}, true),
		set_config('app.actor', ${officerId}, true)`);
	await tx.insert(protections).values(protectionOf(keys, { householdId, organismId, since: '2026-11-20' }));
};
/** In the world of these tests. */
const isReferent = (actor: Actor, { organismId }: Member) =>
	actor.role === 'staff' && actor.organismId === organismId && ['officer', 'manager'].includes(actor.staffRole);
const ofRequest = ({ requestId }: Member) => ({ requestId });
/** Requests are of a person: other holders of the lease have their own. */
const isAsker = (actor: Actor, { tenant }: Member) => accountIdOf(actor) === tenant.accountId;
/** The data-protection officer of the organism has accepted what the household asked. */
const toCorrect = async (tx: Tx, { organismId, requestId }: Member) => {
	await tx.execute(
		sql`select set_config('app.role', 'dataProtectionOfficer', true), set_config('app.org', ${organismId}, true)`
	);
	await tx.execute(sql`update data_request set state = 'toCorrect' where id = ${requestId}`);
};
const secret = 'a5'.repeat(20);
/** What the telephone shows. */
const telephone = () => codeAt(Buffer.from(secret, 'hex'), stepAt(Date.now()));
const sealedSecret = (accountId: string) =>
	seal(keys, { table: 'second_factor', column: 'secret', row: accountId }, secret);
const asAuth = (tx: Tx) => tx.execute(sql`select set_config('app.role', 'auth', true)`);

/** Who asks; the household that it is about when nobody is signed in yet. */
const asking = (actor: Actor, { tenant }: Member) => accountIdOf(actor) ?? tenant.accountId;
/** Who asks has a second factor. */
const factor = (isConfirmed: boolean) => async (tx: Tx, about: Member, actor: Actor) => {
	const id = asking(actor, about);
	await asAuth(tx);
	await tx.execute(sql`insert into second_factor (account_id, secret, created_at, confirmed_at)
		values (${id}, ${sealedSecret(id)}, now(), case when ${isConfirmed} then now() end)`);
};
const sessionAt =
	(pending: SignedSession['pending']) =>
	(actor: Actor, about: Member): SignedSession => ({
		id: 'a session',
		accountId: asking(actor, about),
		kind: actor.role === 'nobody' || actor.role === 'auth' || actor.role === 'system' ? 'tenant' : actor.role,
		authenticatedAt: new Date(),
		secondFactorAt: null,
		isDeviceKnown: false,
		isEnrolled: pending === 'code',
		hasPassword: true,
		userAgent: null,
		deviceHash: null,
		pending
	});

/** Who asks has this password. */
const passwords = async (tx: Tx, about: Member, actor: Actor) => {
	await asAuth(tx);
	await tx.execute(sql`update account set password_hash = ${passwordHash} where id = ${asking(actor, about)}`);
};

const linkId = '7b1b6d0e-4c7c-4b43-9d0a-6a2c1d8f0e11';
const linkToken = openingPath(keys, `/acces/${linkId}`).slice('/acces/'.length);
const link = async (tx: Tx, { tenant }: Member) => {
	await asAuth(tx);
	await tx.execute(sql`insert into account_link (id, account_id, kind, created_at, expires_at)
		values (${linkId}, ${tenant.accountId}, 'recovery', now(), now() + interval '1 hour')`);
};
const person = { email: 'nouvelle@exemple.test', firstName: 'Nour', lastName: 'Veil' };

const nothing: Example = { input: () => undefined };
const password = 'un mot de passe au hasard';
/** As cheap as can be: it is compared thousands of times. */
const passwordHash = await hashPassword(password, { memory: 8, passes: 1 });
const visitTime = new Date('2026-11-25T17:00:00Z');

export const examples: Record<string, Example> = {
	'accounts.signIn': {
		input: () => ({ email: 'personne@exemple.test', password }),
		prepare: (tx, { tenant }) =>
			tx.execute(sql`update account set email = 'personne@exemple.test', password_hash = ${passwordHash}
				where id = ${tenant.accountId}`)
	},
	'accounts.signOut': nothing,
	'accounts.demoAccounts': nothing,
	'accounts.demoCode': nothing,
	'accounts.me': nothing,
	'accounts.changeLanguage': { input: () => ({ language: 'en' }) },
	'accounts.letters': nothing,
	'accounts.letter': { input: ({ letterId }) => ({ letterId }), stands: isHouseholdOf },
	'accounts.openLetter': { input: ({ letterId }) => ({ letterId }), stands: isHouseholdOf },

	'accounts.whoReadMyFile': nothing,
	'accounts.journal': { input: () => ({ days: 365 }) },
	'accounts.verifyCode': { input: () => ({ code: telephone() }), session: sessionAt('code'), prepare: factor(true) },
	'accounts.startFactor': { input: () => undefined, session: sessionAt('enrolment') },
	'accounts.confirmFactor': {
		input: () => ({ code: telephone() }),
		session: sessionAt('enrolment'),
		prepare: factor(false)
	},
	'accounts.removeFactor': { input: () => ({ password }), prepare: passwords },
	'accounts.renewCodes': {
		input: () => ({ password }),
		prepare: async (tx, about, actor) => {
			await passwords(tx, about, actor);
			await factor(true)(tx, about, actor);
		}
	},
	'accounts.security': nothing,
	'accounts.revokeSession': { input: ({ sessionId }) => ({ sessionId }), stands: isHouseholdOf },
	'accounts.revokeOtherSessions': nothing,
	'accounts.changePassword': {
		input: () => ({ currentPassword: password, newPassword: 'un autre, bien plus long' }),
		prepare: passwords
	},
	'accounts.requestRecovery': { input: () => ({ email: 'personne@exemple.test' }) },
	'accounts.signOns': nothing,
	'accounts.startSignOn': { input: ({ organismId }) => ({ organismId }), alwaysRefused: 'SIGN_ON_UNKNOWN' },
	'accounts.finishSignOn': { input: () => ({ answer: 'code=1', flow: 'v1' }), alwaysRefused: 'SIGN_ON_FAILED' },
	'accounts.link': { input: () => ({ token: linkToken }), prepare: link },
	'accounts.followLink': {
		input: () => ({ token: linkToken, newPassword: 'un autre, bien plus long' }),
		prepare: link
	},
	'accounts.colleagues': nothing,
	'accounts.inviteColleague': { input: () => ({ ...person, staffRole: 'officer' }) },
	'accounts.inviteMember': { input: ({ committeeMemberId }) => ({ ...person, memberId: committeeMemberId }) },
	'accounts.lockColleague': {
		input: ({ colleagueId: accountId }) => ({ accountId, isLocked: 'yes' }),
		stands: isColleague
	},
	'accounts.inviteAgain': { input: ({ colleagueId: accountId }) => ({ accountId }), stands: isColleague },
	'accounts.changeDuty': {
		input: ({ colleagueId: accountId }) => ({ accountId, staffRole: 'officer' }),
		stands: isColleague
	},
	'accounts.inviteHousehold': { input: ({ name }) => ({ ...person, lease: `zq-lease-${name}-zq` }) },

	'households.exportData': nothing,
	'households.erasure': nothing,
	'households.askErasure': { input: () => undefined, at: 'broken' },
	'households.helper': nothing,
	'households.nameHelper': {
		input: () => ({ ...person, months: 1 }),
		prepare: (tx) => tx.execute(sql`update mandate set ended_at = now() where ended_at is null`)
	},
	'households.endMandate': {
		input: ({ mandateId }) => ({ mandateId }),
		// What is over is not ended again.
		stands: (actor, about) => isHouseholdOf(actor, about) && about.helper.householdId !== null
	},
	'households.giveUpMandate': nothing,
	'households.listProtected': nothing,
	'households.protect': {
		input: ({ name }) => ({ leaseNumber: `zq-lease-${name}-zq` }),
		stands: isReferent
	},
	'households.liftProtection': {
		input: ({ householdId }) => ({ householdId }),
		prepare: protectedHousehold,
		stands: isReferent
	},
	'households.home': nothing,
	'households.checkCriterion': {
		input: ({ householdId }) => ({
			householdId,
			owner: 'territory',
			code: 'key-worker',
			answer: 'met',
			proof: 'attestation'
		}),
		at: 'confirmed',
		prepare: criterionInForce,
		stands: (actor, about) =>
			(actor.role === 'staff' && actor.organismId === about.organismId) || isStaffOfLeg(actor, about)
	},

	'dataRequests.own': nothing,
	'dataRequests.ask': { input: () => ({ kind: 'rectification', part: 'rent', what: 'a', shouldSay: 'b' }) },
	'dataRequests.withdraw': { input: ofRequest, stands: isAsker },
	'dataRequests.list': nothing,
	'dataRequests.read': { input: ofRequest },
	'dataRequests.answer': { input: ({ requestId }) => ({ requestId, action: 'accept' }) },
	'dataRequests.corrections': { input: () => undefined, prepare: toCorrect },
	'dataRequests.correct': { input: ofRequest, prepare: toCorrect },

	'needs.own': nothing,
	'needs.communes': nothing,
	'needs.start': nothing,
	'needs.answer': { input: () => ({ step: 'places', communes: ['95127'] }) },
	'needs.submit': {
		input: () => undefined,
		prepare: (tx, { listingId }) =>
			tx.execute(sql`update listing set state = 'draft',
				motive = case when id = ${listingId} then ${sealMotive(keys, listingId, 'tooSmall')} end,
				statements = '{"dwellingIsRight":true,"householdIsRight":true,"accessIsStated":true,"resourcesAreStated":true}',
				need = need || '{"minArea":null,"maxResidualBill":null,"maxFloorWithoutLift":null,"notBefore":null}'`)
	},
	'needs.pause': nothing,
	'needs.resume': { input: () => undefined, prepare: (tx) => tx.execute(sql`update listing set state = 'paused'`) },
	// A household that a chain counts on cannot leave: here the chain is only found.
	'needs.withdraw': { input: () => undefined, at: 'found' },

	'needs.partner': nothing,
	'needs.namePartner': { input: () => ({ code: '1234-ABCD' }) },
	'needs.forgetPartner': nothing,
	'needs.listings': { input: () => ({ group: 'published' }) },
	'needs.listing': {
		input: ({ listingId }) => ({ listingId }),
		// The household has moved: its former landlord reads it no more, the new one never published this annonce.
		stands: (actor, { organismId, formerOrganismId }) =>
			actor.role === 'staff' && actor.organismId === organismId && organismId === formerOrganismId
	},
	'needs.publishListing': {
		input: ({ listingId }) => ({ listingId }),
		prepare: (tx) => tx.execute(sql`update listing set state = 'submitted'`)
	},
	'needs.returnListing': {
		input: ({ listingId }) => ({ listingId, reason: 'Précisez la surface.' }),
		prepare: (tx) => tx.execute(sql`update listing set state = 'submitted'`)
	},

	'dwellings.park': { input: () => ({}) },
	'dwellings.offer': {
		input: ({ dwellingId }) => ({ dwellingId }),
		at: 'found',
		prepare: (tx) => tx.execute(sql`update dwelling set vacant_from = '2026-11-01'`)
	},
	'dwellings.takeBack': {
		input: ({ dwellingId }) => ({ dwellingId }),
		at: 'found',
		prepare: (tx) => tx.execute(sql`update dwelling set vacant_from = '2026-11-01', starts_chains = true`)
	},
	'dwellings.recordDecency': { input: ({ dwellingId }) => ({ dwellingId, isDecent: 'yes' }) },

	'imports.list': nothing,
	'imports.read': { input: ofImport, prepare: importIn('checked') },
	'imports.report': { input: ofImport, prepare: importIn('checked') },
	'imports.lines': { input: (about) => ({ ...ofImport(about), after: 0 }), prepare: importIn('checked') },
	'imports.receive': { input: () => ({ file: { name: 'parc.csv', text: 'Référence;Étage\nL1;2\n' } }) },
	'imports.map': {
		input: (about) => ({ ...ofImport(about), mapping: { reference: '0', floor: '1' } }),
		prepare: importIn('toMap')
	},
	'imports.confirm': { input: ofImport, prepare: importIn('checked') },
	'imports.discard': { input: ofImport, prepare: importIn('toMap') },
	'exports.preview': { input: () => ({ list: 'dwellings', filters: {} }) },
	'exports.request': {
		input: () => ({ asked: { list: 'files', filters: {} }, purpose: 'followUp', format: 'csv' })
	},
	'exports.rows': {
		input: ({ legId }) => ({ exportId: legId }),
		prepare: async (tx, about) => {
			await asManagerOf(tx, about);
			await tx.execute(sql`insert into export_record
				(id, organism_id, account_id, list, purpose, format, filters, rows, requested_at)
				values (${about.legId}, ${about.organismId}, ${about.managerId}, 'files', 'followUp', 'csv', '{}', 1, app_now())`);
		},
		// Fetched by the one who asked for it, nobody else.
		stands: (actor, { managerId }) => accountIdOf(actor) === managerId
	},

	'organisms.directory': nothing,
	'organisms.settings': nothing,
	'organisms.changeContact': {
		input: () => ({ phone: '01 00 00 00 01', email: 'accueil@exemple.test', openingHours: '' })
	},
	'organisms.changeCommissionRules': { input: () => ({ quorum: '3', allowsExchangeAlone: 'yes' }) },
	'organisms.referents': nothing,
	'organisms.nameReferents': {
		input: ({ officerId, managerId }) => ({ first: officerId, second: managerId })
	},
	'organisms.addMember': { input: () => ({ name: 'Une élue', capacity: 'boardMember', isVoting: 'yes' }) },
	'organisms.changeMember': {
		input: ({ committeeMemberId: memberId }) => ({
			memberId,
			name: 'Une élue',
			capacity: 'boardMember',
			isVoting: 'yes',
			isActive: 'yes'
		})
	},

	'demands.toDo': nothing,
	'demands.files': { input: () => ({}) },
	'demands.file': { input: ofLeg, at: 'confirmed', stands: isStaffOfLeg },
	'demands.askDocuments': { ...instruction, input: ({ legId }) => ({ legId, codes: ['ID-FR'] }) },
	'demands.receiveDocuments': {
		...instruction,
		input: ({ legId }) => ({ legId, codes: ['FI-AV'] }),
		prepare: withTaxNotice('asked')
	},
	'demands.recordIncome': {
		...instruction,
		input: ({ legId }) => ({ legId, year: 2024, amount: 18_000 }),
		prepare: withTaxNotice('accepted')
	},
	'documents.own': nothing,
	'documents.deposit': {
		input: () => ({ code: 'FI-AV', file: ReceivedFile.ofText('avis.pdf', emptyPage) }),
		at: 'confirmed',
		onlyInProcess: true
	},
	'documents.takeBack': { input: ({ fileId }) => ({ fileId }), at: 'confirmed' },
	'documents.ownFile': { input: ({ fileId }) => ({ fileId }) },
	'documents.file': {
		input: ({ legId, fileId }) => ({ legId, fileId }),
		at: 'confirmed',
		// Secretaries open those of a commission that sits: none does, at any stage of this world.
		stands: (actor, about) =>
			isReceivingStaff(actor, about) &&
			isInstructed(about) &&
			!(actor.role === 'staff' && actor.staffRole === 'calSecretary')
	},
	'documents.accept': {
		...instruction,
		input: ({ legId }) => ({ legId, code: 'FI-AV' }),
		prepare: withTaxNotice('received')
	},
	'documents.refuse': {
		...instruction,
		input: ({ legId }) => ({ legId, code: 'FI-AV', reason: 'unreadable' }),
		prepare: withTaxNotice('received')
	},
	'documents.takeCharge': { ...instruction, input: ofLeg },
	'demands.recordUniqueNumber': {
		input: ({ legId }) => ({
			legId,
			number: '095012400001234567',
			firstDepositedOn: '2024-01-15',
			validUntil: '2027-12-31'
		}),
		at: 'instructing',
		stands: isReceivingStaff
	},
	'demands.completeFile': {
		...instruction,
		input: ofLeg,
		prepare: candidacyIn('screened', sql`, documents = ${JSON.stringify(everyDocument)}::jsonb`)
	},
	'demands.meetCondition': { ...instruction, input: ofLeg, prepare: candidacyIn('awardedConditional') },
	'demands.failCondition': { ...instruction, input: ofLeg, prepare: candidacyIn('awardedConditional') },
	'demands.reachRank': { ...instruction, input: ofLeg, prepare: candidacyIn('awardedRanked') },
	'demands.loseRank': { ...instruction, input: ofLeg, prepare: candidacyIn('awardedRanked') },
	'demands.recordWarning': {
		...instruction,
		input: ({ legId }) => ({ legId, sentOn: '2026-11-20' }),
		prepare: candidacyIn('inadmissible')
	},
	'demands.strikeOff': {
		...instruction,
		input: ofLeg,
		prepare: async (tx, about) => {
			await candidacyIn('inadmissible')(tx, about);
			await tx.execute(sql`update demand set warned_on = '2026-09-01' where leg_id = ${about.legId}`);
		}
	},

	'commissions.list': nothing,
	'commissions.meeting': { input: ({ meetingId }) => ({ meetingId }), stands: isReceivingStaff },
	'commissions.minutes': { input: ({ meetingId }) => ({ meetingId }), stands: isReceivingStaff },
	'commissions.plan': { input: () => ({ heldOn: '2026-12-01', startsAt: '09:30', place: 'ici' }) },
	'commissions.putOnAgenda': { ...instruction, input: ofCase, prepare: meetingIn('planned', false) },
	'commissions.takeOffAgenda': { ...instruction, input: ofCase, prepare: meetingIn('planned') },
	'commissions.moveOnAgenda': {
		...instruction,
		input: (about) => ({ ...ofCase(about), direction: 'up' }),
		prepare: meetingIn('planned')
	},
	'commissions.convene': { ...instruction, input: ofMeeting, prepare: meetingIn('planned') },
	'commissions.cancel': { ...instruction, input: ofMeeting, prepare: meetingIn('planned') },
	'commissions.recordAttendance': {
		...instruction,
		input: (about) => ({ ...ofMeeting(about), present: [] }),
		prepare: meetingIn('convened')
	},
	'commissions.open': {
		...instruction,
		input: (about) => ({ ...ofMeeting(about), presidentId: about.targetPresidentId }),
		prepare: meetingIn('convened')
	},
	'commissions.decide': {
		...instruction,
		input: (about) => ({
			...ofCase(about),
			kind: 'NON_AWARD',
			motives: ['SUP'],
			votes: { for: 5, against: 0, abstain: 0 },
			candidates: 3
		}),
		prepare: meetingIn('open')
	},
	'commissions.close': { ...instruction, input: ofMeeting, prepare: meetingIn('open', false) },
	'commissions.sign': { ...instruction, input: ofMeeting, prepare: meetingIn('closed') },
	'commissions.askVote': {
		...instruction,
		input: (about) => ({ ...ofCase(about), kind: 'AWARD' }),
		prepare: meetingIn('open')
	},
	'commissions.sessions': nothing,
	'commissions.session': { input: ({ meetingId }) => ({ meetingId }) },
	'commissions.sessionCase': {
		input: ({ meetingId, candidacyId }) => ({ meetingId, candidacyId }),
		at: 'sealed',
		stands: (actor, about) => isDecided(about) && isReceivingStaff(actor, about)
	},
	'commissions.sessionMinutes': { input: ({ meetingId }) => ({ meetingId }), prepare: signed },
	'commissions.withdraw': { ...instruction, input: ofCase, prepare: meetingIn('open') },
	'commissions.vote': {
		...instruction,
		input: (about) => ({ ...ofCase(about), kind: 'AWARD', choice: 'against' }),
		prepare: async (tx, about) => {
			await meetingIn('open')(tx, about);
			await tx.execute(sql`select set_config('app.role', 'staff', true),
				set_config('app.org', ${about.targetOrganismId}, true)`);
			await tx.execute(sql`insert into ballot (meeting_id, candidacy_id, organism_id, kind, asked_at)
				values (${about.legId}, ${about.candidacyId}, ${about.targetOrganismId}, 'AWARD', now())`);
		}
	},

	'proposals.own': nothing,
	'proposals.ownProposal': { input: ({ proposalId }) => ({ proposalId }) },
	'proposals.ownVisits': { input: ({ proposalId }) => ({ proposalId }), at: 'visiting' },
	'proposals.suggestVisit': {
		input: ({ legId }) => ({ legId, plannedFor: visitTime }),
		at: 'visiting',
		stands: (actor, about) => isHouseholdOf(actor, about) || isHost(actor, about)
	},
	'proposals.agreeVisit': {
		input: ({ legId }) => ({ legId, plannedFor: visitTime }),
		at: 'visiting',
		stands: (actor, about) => isHouseholdOf(actor, about) || isHost(actor, about)
	},
	'proposals.sayYes': { input: ({ proposalId }) => ({ proposalId, question: 'proposal' }) },
	'proposals.sayNo': { input: ({ proposalId }) => ({ proposalId, motive: 'location', note: '' }) },
	'proposals.suggestVacantVisit': {
		input: ({ legId }) => ({ legId, day: '2026-11-25', time: '18:00' }),
		at: 'visiting',
		stands: isReceivingStaff,
		prepare: vacantVisit
	},
	'proposals.agreeVacantVisit': {
		input: ({ legId }) => ({ legId, plannedFor: visitTime }),
		at: 'visiting',
		stands: isReceivingStaff,
		prepare: vacantVisit
	},
	'proposals.giveOpinion': {
		input: ({ legId }) => ({ legId, kind: 'unfavourable', reasons: 'Trop petit.' }),
		at: 'instructing',
		stands: isReceivingStaff
	},
	'proposals.setSigningDay': {
		input: ({ proposalId }) => ({ proposalId, day: '2026-12-01' }),
		at: 'sealed',
		stands: isStaffOfChain
	},
	'proposals.recordSignature': { input: ofLeg, at: 'signing', stands: isReceivingStaff },
	'proposals.chains': { input: () => ({ list: 'live', page: 1 }) },
	'proposals.chain': { input: ({ proposalId }) => ({ proposalId }), stands: isCoordinatorOf },
	'proposals.publish': { input: ({ proposalId }) => ({ proposalId }), at: 'found' },
	'proposals.publishRun': { input: ({ runId }) => ({ runId }), at: 'found' },
	'proposals.discardRun': { input: ({ runId }) => ({ runId }), at: 'found' },
	'proposals.discard': { input: ({ proposalId }) => ({ proposalId }), at: 'found' },

	'affordability.aid': {
		input: () => [{ month: '2026-10', zone: 1, couple: false, dependants: 0, annualResources: 9_000, monthlyRent: 400 }]
	},
	'affordability.simulate': { input: () => [{}] },
	'affordability.choices': nothing,
	'affordability.simulateMove': {
		input: () => ({
			todayCommune: '95127',
			todayRooms: '4',
			todayArea: '80',
			todayRent: '500',
			todayCharges: '100',
			newCommune: '95127',
			newRooms: '3',
			newArea: '60',
			newCharges: '90',
			isCouple: 'no'
		})
	},
	'eligibility.check': { input: () => [{}] },
	'eligibility.mayTakePart': {
		input: () => ({ landlord: 'otherSocial', home: 'own', account: 'upToDate', number: 'yes' })
	},
	'eligibility.charter': nothing,
	'eligibility.previewCharter': { input: () => undefined, prepare: draftsOfRules },
	'eligibility.saveCharter': {
		input: () => ({
			reference: 'Conférence intercommunale',
			revision: '',
			useComputedCeilings: 'yes',
			countVisitingForArea: 'no',
			extraRooms: '1',
			interOrganismWaiver: 'CAL',
			interOrganismReservation: 'CAL',
			firstQuartileYear: '',
			firstQuartileAmount: '',
			triennialReviewCommunes: '',
			renewalWarningDays: '30'
		})
	},
	'eligibility.discardCharter': { input: () => ({ revision: 1 }), prepare: draftsOfRules },
	'eligibility.activateCharter': { input: () => ({ revision: 1, from: '2027-11-21' }), prepare: draftsOfRules },
	'eligibility.charterInForce': nothing,
	'eligibility.thresholds': nothing,
	'eligibility.previewThresholds': { input: () => undefined, prepare: draftsOfRules },
	'eligibility.saveThresholds': {
		input: () => ({
			reference: '',
			revision: '',
			effortPercent: '33',
			livingAllowanceMin: '',
			livingAllowancePer: 'MONTH',
			livingAllowanceDivisor: 'PERSONS',
			countVisitingChildren: 'yes',
			spreadPercent: '10',
			appliesRls: 'yes',
			ownExtraRooms: '',
			ownCriteria: []
		})
	},
	'eligibility.discardThresholds': { input: () => ({ revision: 1 }), prepare: draftsOfRules },
	'eligibility.activateThresholds': { input: () => ({ revision: 1, from: '2027-11-21' }), prepare: draftsOfRules },

	'matching.dashboard': nothing,
	'matching.runs': nothing,
	'matching.run': { input: ({ runId }) => ({ runId }) },
	'matching.leftOut': {
		input: ({ legId }) => ({ runId: legId }),
		prepare: runIn('done')
	},
	'matching.ownInsight': nothing,
	'matching.listingInsight': {
		input: ({ listingId }) => ({ listingId }),
		// Told of annonces that still search.
		prepare: (tx) => tx.execute(sql`update listing set state = 'published' where state = 'engaged'`),
		stands: (actor, { organismId, formerOrganismId }) =>
			actor.role === 'staff' && actor.organismId === organismId && organismId === formerOrganismId
	},
	'matching.requestRun': { input: () => ({ maxCycle: 3, maxChain: 3, arranged: '' }) },
	'matching.cancelRun': {
		input: ({ legId }) => ({ runId: legId }),
		prepare: runIn('queued')
	},
	'matching.requestReplay': { input: ({ runId }) => ({ runId }) },

	'clock.read': nothing,
	'clock.move': { input: () => ({ days: 1 }) }
};
