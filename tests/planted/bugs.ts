/**
 * Each protection of the exchange, the way to take it out of the code, and the test that must then fail: its checker.
 * A protection that no checker misses is not tested. Policies of the database are all taken out, one after the other, by
 * tests/trust/planted-rows.case.test.ts; what races need is taken out by tests/trust/races.case.test.ts.
 */
export type Checker = {
	/** A project of vitest, or the journeys in the browser. */
	project: 'unit' | 'cases' | 'trust' | 'fuzz' | 'journeys';
	file: string;
	/** The beginning of the title of the test, or of those that one title makes. */
	title: string;
};
export type Bug = {
	/** What protects. */
	protection: string;
	file: string;
	/** What is written there, once, and what is written instead. */
	edits: [string, string][];
	checker: Checker;
};

const trust = (file: string, title: string): Checker => ({
	project: 'trust',
	file: `tests/trust/${file}.case.test.ts`,
	title
});
const journey = (file: string, title: string): Checker => ({
	project: 'journeys',
	file: `tests/e2e/${file}.spec.ts`,
	title
});
const cases = (file: string, title: string): Checker => ({
	project: 'cases',
	file: `src/server/${file}.case.test.ts`,
	title
});
const unit = (file: string, title: string): Checker => ({ project: 'unit', file: `src/${file}.test.ts`, title });
const mandates = (title: string) => cases('households/mandates', title);
const helpers = (title: string) => trust('helpers', title);
const stranger = (title: string) => journey('a-stranger-knocks-at-every-door', title);

const store = 'src/server/proposals/store.ts';
const units = 'src/server/platform/unit.ts';
const trpc = 'src/server/platform/trpc.ts';
const auth = 'src/server/accounts/auth.ts';
const signIn = 'src/server/accounts/sign-in.ts';
const passwords = 'src/server/accounts/passwords.ts';
const secondFactor = 'src/server/accounts/second-factor.ts';
const links = 'src/server/accounts/links.ts';
const sealed = 'src/server/platform/sealed.ts';
const hooks = 'src/hooks.server.ts';
const rightsTable = 'src/server/platform/rights.ts';
const helperRows = 'drizzle/0047_what-a-helper-reads.sql';
const requestQueries = 'src/server/households/requests/queries.ts';

export const bugs: readonly Bug[] = [
	// Several parties, one outcome.
	{
		protection: 'answers are counted while the row of the chain is locked',
		file: store,
		edits: [[".where(eq(proposals.id, proposalId)).for('update');", '.where(eq(proposals.id, proposalId));']],
		checker: trust('races', 'that says yes with every finger opens every chain once')
	},
	{
		protection: 'one form is one command: its key is taken first',
		file: units,
		edits: [['if (!key || !actorId) return', 'if (!key || actorId) return']],
		checker: cases('proposals/answer-proposal', 'gets the same answer when the same form is sent twice')
	},
	{
		protection: 'a key serves for one request',
		file: units,
		edits: [["if (stored?.requestHash !== requestHash) return { ok: false, refusal: 'KEY_REUSED' };", '']],
		checker: cases('proposals/answer-proposal', 'cannot send something else under the key of a form')
	},
	{
		protection: 'a deadline is compared when the answer is taken',
		file: 'src/domain/proposals/proposal.ts',
		edits: [
			[
				"if (proposal.dueAt && now >= proposal.dueAt) return 'PROPOSAL_EXPIRED';",
				"if (proposal.dueAt && now > proposal.dueAt) return 'PROPOSAL_EXPIRED';"
			]
		],
		checker: unit('domain/proposals/proposal', 'refuses an answer at the very instant of the deadline')
	},
	{
		protection: 'an answer is given once',
		file: 'src/domain/proposals/proposal.ts',
		edits: [["if (!legWorkflow.next(leg.state, action)) return 'ALREADY_ANSWERED';", '']],
		checker: unit('domain/proposals/proposal', 'refuses a second answer of the same household')
	},
	{
		protection: 'what a refused command did is undone',
		file: units,
		edits: [['if (!result.ok) throw new Refused(result);', '']],
		checker: cases('proposals/answer-proposal', 'may send the same form again once what refused it has passed')
	},

	// Who may do what.
	{
		protection: 'the table of rights decides before anything is read',
		file: trpc,
		edits: [['if (!right || !isAllowed(right, ctx.actor))', 'if (!right)']],
		checker: trust('rights-matrix', 'accounts.colleagues answers those whom the table names')
	},
	{
		protection: 'the application filters by organism, also where the database would',
		file: 'src/server/accounts/colleagues.ts',
		edits: [
			["and(eq(accounts.kind, 'staff'), eq(accounts.organismId, ctx.actor.organismId))", "eq(accounts.kind, 'staff')"]
		],
		checker: trust('rights-matrix', 'accounts.colleagues answers')
	},
	{
		protection: 'a letter is read by whom it was written to',
		file: 'src/server/accounts/letters.ts',
		edits: [
			[
				'and(eq(letters.id, letterId), eq(letters.accountId, accountIdOf(ctx.actor)!))',
				'and(eq(letters.id, letterId), eq(letters.id, letterId))'
			]
		],
		checker: trust('rights-matrix', 'accounts.letter answers')
	},
	{
		protection: 'a secretary opens the papers of the cases before the commission only',
		file: 'src/server/documents/read-file.ts',
		edits: [["staffRole === 'calSecretary' ? isBeforeCommission(organismId) : undefined", 'undefined']],
		checker: trust('rights-matrix', 'documents.file answers')
	},
	{
		protection: 'a conflict of interest closes the case to its member',
		file: 'src/server/commissions/seat-store.ts',
		edits: [
			[
				'eq(agendaItems.candidacyId, input.candidacyId), isNotWithdrawn(seat))',
				'eq(agendaItems.candidacyId, input.candidacyId))'
			]
		],
		checker: trust('commission-members', 'closes a case to the member who withdrew from it, as if there were none')
	},
	{
		protection: 'the database closes a case to the member in conflict of interest too',
		file: 'drizzle/0043_what-members-of-the-commission-see.sql',
		edits: [
			[
				'case_withdrawal.candidacy_id = $2 and case_withdrawal.member_id = app_seat())',
				'case_withdrawal.candidacy_id is null)'
			]
		],
		checker: trust('commission-members', 'closes a case to the member who withdrew from it')
	},
	{
		protection: 'a mayor has before them the cases of their commune',
		file: 'src/server/commissions/seat-store.ts',
		edits: [['return cases.filter(({ commune }) => sitsFor(seat, commune));', 'return cases;']],
		checker: trust('commission-members', 'opens to a mayor no case of another commune')
	},
	{
		protection: 'the database shows a mayor the cases of their commune alone too',
		file: 'drizzle/0048_mayors-sit-for-their-commune.sql',
		edits: [["and (seat.capacity <> 'mayor' or seat.commune = dwelling.commune))", ')']],
		checker: trust('commission-members', 'shows a mayor the cases of their commune')
	},
	{
		protection: 'a mayor votes on the dwellings of their commune',
		file: 'src/domain/commissions/meeting.ts',
		edits: [['present.filter((member) => sitsFor(member, latitude.commune))', 'present']],
		checker: unit('domain/commissions/decision', 'is voted by the mayor of the commune of the dwelling')
	},
	{
		protection: 'a vote counts on the decision that it was given on',
		file: 'src/domain/commissions/ballot.ts',
		edits: [["if (own.length > 0 && asked !== kind) return err('VOTES_ON_ANOTHER_DECISION');", '']],
		checker: unit('domain/commissions/ballot', 'that members gave count on the decision they were asked about')
	},
	{
		protection: 'who did not just prove who they are does nothing that binds',
		file: trpc,
		edits: [['right.binds ? await confirmIdentity(ctx) : null', 'null']],
		checker: trust('binding-acts', 'is asked again before')
	},
	{
		protection: 'a household on a new device gives the code of a letter',
		file: 'src/domain/accounts/identity.ts',
		edits: [["const isNewDevice = session.kind === 'tenant' &&", "const isNewDevice = session.kind === 'staff' &&"]],
		checker: trust('confirm-identity', 'asks for a code sent to its address on a new device')
	},
	{
		protection: 'a session without its second factor is nobody’s',
		file: auth,
		edits: [["actor: pending ? { role: 'nobody' } : actorOf(account, found.helpedId),", 'actor: actorOf(account),']],
		checker: trust('second-factor', 'is asked from staff before anything opens')
	},

	// Pages, forms and files.
	{
		protection: 'what may not be read looks like what does not exist',
		file: 'src/ui/attempt.ts',
		edits: [['error(status === 400 || status === 403 ? 404 : status, cause.code);', 'error(status, cause.code);']],
		checker: trust('doors/pages', '/gestion/annonces opens to')
	},
	{
		protection: 'the pages of a space are for one role',
		file: 'src/routes/(organism)/+layout.server.ts',
		edits: [["onlyFor(['staff'], locals, url);", 'void [onlyFor, locals, url];']],
		checker: trust('doors/pages', '/gestion/courrier opens to')
	},
	{
		protection: 'a file that may not be opened looks like one that does not exist',
		file: 'src/routes/(organism)/gestion/dossiers/[legId]/pieces/[fileId]/+server.ts',
		edits: [
			["import { read } from '#ui/attempt.ts';", "import { error } from '@sveltejs/kit';"],
			[
				'await read(locals.api.documents.file({ legId: params.legId, fileId: params.fileId }))',
				'await locals.api.documents.file(params).catch(() => error(403))'
			]
		],
		checker: trust('doors/pages', 'GET /gestion/dossiers/[legId]/pieces/[fileId] opens to')
	},
	{
		protection: 'the file of a visit is of the visit that is asked for',
		file: 'src/routes/(tenant)/echanges/[id]/visites/[legId].ics/+server.ts',
		edits: [['visits.find((one) => one.legId === params.legId)', 'visits.find((one) => one.agreedAt)']],
		checker: trust('doors/pages', 'GET /echanges/[id]/visites/[legId].ics opens to')
	},
	{
		protection: 'opening a page changes nothing',
		file: 'src/routes/(tenant)/messages/[id]/+page.server.ts',
		edits: [
			[
				'	letter: await read(',
				'	opened: await locals.api.accounts.openLetter({ letterId: params.id }).catch(() => null),\n	letter: await read('
			]
		],
		checker: trust('doors/pages', '/messages/[id] opens to')
	},
	{
		protection: 'a form does what its sender may do',
		file: 'src/hooks.server.ts',
		edits: [
			[
				"			key: commandKey(form.get('_key')),",
				"			actor: actor.role === 'staff' ? { ...actor, staffRole: 'manager' } : actor,\n			key: null,"
			]
		],
		checker: trust('doors/forms', '/gestion/commissions?/plan is sent by')
	},
	{
		protection: 'a refusal that nobody waits for does not end the process',
		file: 'src/routes/(public)/connexion/telephone/+page.server.ts',
		edits: [
			[
				'attempt(locals.api.accounts.startFactor(), form)',
				'attempt(locals.api.accounts.startFactor(), await new Promise<FormData>((done) => setTimeout(done, 50, form)))'
			]
		],
		checker: trust('doors/forms', '/connexion/telephone?/start is sent by')
	},

	{
		protection: 'a page shows what is of the organism, also where the database would',
		file: 'src/server/dwellings/import/queries.ts',
		edits: [
			[
				'and(eq(dwellingImports.id, importId), eq(dwellingImports.organismId, ctx.actor.organismId))',
				'eq(dwellingImports.id, importId)'
			]
		],
		checker: trust('doors/pages', '/gestion/logements/import/[importId] tells nobody what is not theirs')
	},
	{
		protection: 'a form changes what is of the organism, also where the database would',
		file: 'src/server/dwellings/import/import-actions.ts',
		edits: [
			[
				'and(eq(dwellingImports.id, input.importId), eq(dwellingImports.organismId, ctx.actor.organismId))',
				'eq(dwellingImports.id, input.importId)'
			]
		],
		checker: trust('doors/forms', '/gestion/logements/import/[importId]?/discard changes nothing')
	},

	// What opens an account.
	{
		protection: 'sessions are kept by their hash',
		file: auth,
		edits: [["createHash('sha256').update(token).digest('hex')", 'token']],
		checker: trust('sessions', 'is known by a token that is kept nowhere')
	},
	{
		protection: 'a session has an absolute end',
		file: auth,
		edits: [
			['.where(and(eq(sessions.id, id), gt(sessions.absoluteExpiresAt, new Date())));', '.where(eq(sessions.id, id));']
		],
		checker: trust('sessions', 'in use lives on, and ends all the same at its absolute end')
	},
	{
		protection: 'a new password ends every session',
		file: 'src/server/accounts/own-protection.ts',
		edits: [['	await tx.delete(sessions).where(eq(sessions.accountId, accountId));\n', '']],
		checker: trust('sessions', 'changes, and every session of every device ends')
	},
	{
		protection: 'passwords are tried a few times for an account',
		file: signIn,
		edits: [['if (await takeTry(unit, key, secretPatience)) return', 'if (unit) return']],
		checker: trust('tries', 'cannot be tried for ever: after five wrong ones')
	},
	{
		protection: 'tries of one moment see one another',
		file: 'src/server/platform/tries.ts',
		edits: [['	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);\n', '']],
		checker: trust('tries', 'is looked at five times when forty are tried')
	},
	{
		protection: 'nobody closes the account of somebody else',
		file: signIn,
		edits: [['isDeviceKnown ? deviceHash : null', 'null']],
		checker: trust('tries', 'tried by others closes the account neither')
	},
	{
		protection: 'passwords are tried a few times from an address',
		file: signIn,
		edits: [["if (!(await countFromHere(unit, ctx))) return err('SIGN_IN_HERE_TOO_MANY');", '']],
		checker: trust('tries', 'cannot be tried for ever from one address')
	},
	{
		protection: 'unknown and wrong take the same time',
		file: passwords,
		edits: [['	const stored = parse(hash);\n', '	const stored = parse(hash);\n	if (!stored) return false;\n']],
		checker: trust('sessions', 'wrong, and of nobody, are answered alike')
	},
	{
		protection: 'few passwords are hashed at once, and few wait',
		file: passwords,
		edits: [['if (waiting.length >= maxWaiting) throw new TooManySignIns();', '']],
		checker: unit('server/accounts/passwords', 'some are hashed, some wait')
	},
	{
		protection: 'a locked account does not sign in',
		file: signIn,
		edits: [['isRight && account && !account.lockedAt ?', 'isRight && account ?']],
		checker: trust('sessions', 'loses its sessions, and cannot sign in until it is unlocked')
	},
	{
		protection: 'a code of the telephone serves once',
		file: secondFactor,
		edits: [['lt(secondFactors.lastStep, step)', 'lt(secondFactors.lastStep, step + 9)']],
		checker: trust('second-factor', 'takes each code once, of the telephone and of the paper')
	},
	{
		protection: 'a code of the paper serves once',
		file: secondFactor,
		edits: [
			[
				', eq(recoveryCodes.hash, digest(code)), isNull(recoveryCodes.usedAt))',
				', eq(recoveryCodes.hash, digest(code)))'
			]
		],
		checker: trust('second-factor', 'takes each code once, of the telephone and of the paper')
	},
	{
		protection: 'codes are tried a few times',
		file: secondFactor,
		edits: [["if (!(await mayTry(deps, accountId))) return err('CODE_TOO_MANY');", '']],
		checker: trust('second-factor', 'cannot be guessed: after five wrong codes')
	},
	{
		protection: 'a link serves once',
		file: links,
		edits: [['await unit.tx.update(accountLinks).set({ usedAt: new Date() }).where(eq(accountLinks.id, linkId));', '']],
		checker: trust('links', 'lets somebody choose a new password, once')
	},
	{
		protection: 'a link followed at the same moment is looked at again under its lock',
		file: links,
		edits: [['if (!(await holderOf(unit, linkId))) return false;', '']],
		checker: trust('links', 'followed three times at the same moment serves once')
	},
	{
		protection: 'a link lapses',
		file: 'src/domain/accounts/link.ts',
		edits: [['link.usedAt === null && now < link.expiresAt', 'link.usedAt === null']],
		checker: trust('links', 'lapses after twenty minutes')
	},
	{
		protection: 'a link opens by what the mail alone holds',
		file: 'src/server/platform/link-proof.ts',
		edits: [['given.length === expected.length && timingSafeEqual(given, expected) ? linkId : null', 'linkId']],
		checker: trust('links', 'does not open with what the database holds')
	},
	{
		protection: 'the answer of a provider is to the question of this browser',
		file: 'src/server/accounts/sign-on.ts',
		edits: [['expectedState: flow.state,', 'expectedState: oidc.skipStateCheck,']],
		checker: trust('sign-on', 'with another')
	},

	// What the database holds, and what remembers.
	{
		protection: 'a sealed value opens in its own row only',
		file: sealed,
		edits: [
			['		decipher.setAAD(authenticated(keyId, place));\n', ''],
			['	cipher.setAAD(authenticated(ring.current, place));\n', '']
		],
		checker: trust('sealed-columns', 'copied to the row of somebody else does not open')
	},
	{
		protection: 'a sealed value that was changed does not open',
		file: sealed,
		edits: [
			['		decipher.setAuthTag(sealed.subarray(-tagBytes));\n', ''],
			['decipher.final()]);', '...[]]);']
		],
		checker: unit('server/platform/sealed', 'does not open')
	},
	{
		protection: 'what was done is written in the journals, with what was done',
		file: units,
		edits: [['			await appendAudit(tx, unit.journal);\n', '']],
		checker: trust('audit', 'say each step once in the journal of every organism of the chain')
	},
	{
		protection: 'an entry of a journal is never edited',
		file: 'drizzle/0013_entries-are-only-added.sql',
		edits: [['before update or delete on audit_entry', 'before delete on audit_entry']],
		checker: trust('audit', 'is refused first: journals are only added to')
	},
	{
		protection: 'each entry carries the hash of the one before',
		file: 'src/server/platform/audit-verify.ts',
		edits: [['if (row.hash !== expected)', 'if (row.hash === null)']],
		checker: trust('audit', 'an entry that is edited')
	},
	{
		protection: 'witnesses are signed',
		file: 'src/server/platform/audit-witness.ts',
		edits: [
			[
				"verify(null, Buffer.from(body), key, Buffer.from(signature, 'base64'));",
				'Boolean(verify && body && key && signature);'
			]
		],
		checker: trust('audit', 'finds a witness of the file that is edited')
	},
	{
		protection: 'who reads a file is noted',
		file: 'src/server/demands/file-view.ts',
		edits: [['if (file) readSensitive(', 'if (file && file === undefined) readSensitive(']],
		checker: trust('readings', 'demands.file')
	},
	{
		protection: 'who looks at the journals is noted too',
		file: 'src/server/accounts/journal.ts',
		edits: [['		readJournals(unit, {', '		if (!ctx.deps) readJournals(unit, {']],
		checker: trust('readings', 'accounts.journal')
	},
	{
		protection: 'a look at the journal of one person is told apart',
		file: 'src/server/accounts/journal.ts',
		edits: [['reason: purpose, page }, subject);', 'reason: purpose, page }, null);']],
		checker: trust('journal', 'is told apart when only one person was looked at')
	},
	{
		protection: 'who reads a file that the organism sent is noted',
		file: 'src/server/dwellings/import/queries.ts',
		edits: [['readImported(unit, importId);', 'void importId;']],
		checker: trust('readings', 'imports.lines')
	},

	// The door.
	{
		protection: 'a text that the database cannot keep is refused at the door',
		file: trpc,
		edits: [['if (!isStorable(await getRawInput()))', 'if (!isStorable(null))']],
		checker: { project: 'fuzz', file: 'tests/trust/fuzz/door.case.test.ts', title: '"a\\u0000b" in a box of text' }
	},
	{
		protection: 'one comes back to a page of this site',
		file: 'src/ui/same-site.ts',
		edits: [['url.origin === here.origin ?', 'url.origin ?']],
		checker: unit('ui/same-site', 'coming back to')
	},
	{
		protection: 'a change comes from our own pages',
		file: hooks,
		edits: [['if (origin !== url.origin || (site', 'if ((site']],
		checker: stranger('another site')
	},
	{
		protection: 'a change does not come from a frame in another site',
		file: hooks,
		edits: [
			[
				"if (origin !== url.origin || (site !== null && site !== 'same-origin'))",
				'if (origin !== url.origin || site === undefined)'
			]
		],
		checker: stranger('a frame of ours in another site')
	},
	{
		protection: 'scripts of ours alone run, by their nonce',
		file: 'svelte.config.js',
		edits: [["'script-src': ['self'],", "'script-src': ['self', 'unsafe-inline'],"]],
		checker: stranger('every page says what a browser may do with it')
	},
	{
		protection: 'pages of who has signed in are kept nowhere',
		file: hooks,
		edits: [["if (event.locals.session) response.headers.set('Cache-Control', 'no-store');", '']],
		checker: stranger('reading changes nothing')
	},
	{
		protection: 'large files are received from who may send them alone',
		file: hooks,
		edits: [['if (larger && isAllowed(rights[larger.procedure]!, actor))', 'if (larger)']],
		checker: stranger('what somebody sends weighs no more')
	},
	{
		protection: 'a form that is broken is refused by every page',
		file: hooks,
		edits: [['\treadableForms,\n\treceivedForms,', '\treceivedForms,']],
		checker: stranger('what is no form is refused by every page')
	},
	{
		protection: 'who hangs up before the end of a form is no accident of ours',
		file: 'src/ui/readable-forms.ts',
		edits: [['request.formData = () => read().catch(refuseUnread);', 'request.formData = () => read();']],
		checker: stranger('who hangs up in the middle')
	},
	{
		protection: 'what is refused at an address that cannot be read ends nothing but its answer',
		file: hooks,
		edits: [['\tunreadableAddresses,\n', '']],
		checker: journey('a-stranger-writes-on-the-line', 'the server refuses, and stays')
	},
	{
		protection: 'what a stranger does wrong is no accident of ours',
		file: hooks,
		edits: [["	if (status < 500) return { message: status === 404 ? 'Not found' : 'Bad request' };\n", '']],
		checker: stranger('what is no form is refused by every page')
	},
	{
		protection: 'few questions are asked at once',
		file: 'src/routes/api/trpc/[...path]/+server.ts',
		edits: [['const maxBatchSize = 10;', 'const maxBatchSize = 1000;']],
		checker: stranger('too much at once is refused')
	},

	// What people ask of their data.
	{
		protection: 'an annonce that is published while its household objects stays out of the searches',
		file: 'src/server/needs/check-listing.ts',
		edits: [['		await pauseLimited(unit, [row.householdId]);\n', '']],
		checker: cases('households/requests/requests', 'keep out an annonce that its organism publishes meanwhile')
	},
	{
		protection: 'a term that is past is not prolonged',
		file: 'src/domain/households/data-request.ts',
		edits: [["	if (answer.action === 'prolong' && isLate(request, now)) return err('PROLONGED_TOO_LATE');\n", '']],
		checker: unit('domain/households/data-request', 'prolongs once, and within the first month')
	},

	{
		protection: 'a limitation and an objection take the annonce out of the searches at once',
		file: 'src/server/households/requests/ask.ts',
		edits: [['		await pauseLimited(unit, [householdId]);\n', '']],
		checker: cases('households/requests/requests', 'take the annonce out of the searches at once')
	},
	{
		protection:
			'a data-protection officer is shown the requests of the organism, also where the database would show all',
		file: requestQueries,
		edits: [['const ofOrganism = eq(dataRequests.organismId, ctx.actor.organismId);', 'const ofOrganism = undefined;']],
		checker: trust('requests', 'the application alone lists to a data-protection officer')
	},
	{
		protection: 'a data-protection officer opens the requests of the organism, also where the database would open all',
		file: requestQueries,
		edits: [
			[
				'and(eq(dataRequests.id, input.requestId), eq(dataRequests.organismId, ctx.actor.organismId))',
				'eq(dataRequests.id, input.requestId)'
			]
		],
		checker: trust('rights-matrix', 'dataRequests.read answers')
	},

	// Who helps a household.
	{
		protection: 'a mandate is over at its end, for who signs in',
		file: auth,
		edits: [['gt(mandates.endsAt, sql`app_now()`)', 'sql`true`']],
		checker: mandates('sees nothing from the very instant of its end')
	},
	{
		protection: 'a mandate that was ended opens nothing, for who signs in',
		file: auth,
		edits: [['and(isNull(mandates.endedAt), gt(mandates.endsAt', 'and(gt(mandates.endsAt']],
		checker: mandates('sees nothing any more as soon as the household ends it')
	},
	{
		protection: 'a mandate is over at its end, for who the household is shown',
		file: 'src/domain/households/mandate.ts',
		edits: [['endedAt === null && now < endsAt', 'endedAt === null && now <= endsAt']],
		checker: unit('domain/households/mandate', 'it is over at the very instant of its end')
	},
	{
		protection: 'a mandate that is over opens nothing in the database',
		file: helperRows,
		edits: [['and ended_at is null and ends_at > app_now() $$', 'and ended_at is null $$']],
		checker: helpers('a mandate says nothing from its end on')
	},
	{
		protection: 'a mandate that was ended opens nothing in the database',
		file: helperRows,
		edits: [['and ended_at is null and ends_at > app_now() $$', 'and ends_at > app_now() $$']],
		checker: mandates('sees nothing any more as soon as the household ends it')
	},
	{
		protection: 'a mandate is never prolonged, and says who helped once it is ended',
		file: helperRows,
		edits: [["or to_jsonb(new) - 'ended_at' <> to_jsonb(old) - 'ended_at')", ')']],
		checker: mandates('a mandate is only ever ended')
	},
	{
		protection: 'a mandate opens one household, and to its helper',
		file: helperRows,
		edits: [['where account_id = app_actor() and ended_at is null and', 'where ended_at is null and']],
		checker: helpers('sees its household, and no other')
	},
	{
		protection: 'the household that a helper reads is the one it helps',
		file: helperRows,
		edits: [
			[
				"create policy helpers_read on household for select to chasse_croise_server\n	using (app_role() = 'helper' and id = app_household());",
				"create policy helpers_read on household for select to chasse_croise_server\n	using (app_role() = 'helper');"
			]
		],
		checker: helpers('sees its household, and no other')
	},
	...(['sayYes', 'sayNo'] as const).map((decision): Bug => ({
		protection: `who helps a household does not decide for it: ${decision}`,
		file: rightsTable,
		edits: [
			[
				`'proposals.${decision}': ${decision === 'sayYes' ? "binding(tenant('participant', 'C2'))" : "tenant('participant', 'C2')"}`,
				`'proposals.${decision}': helped(tenant('participant', 'C2'))`
			]
		],
		checker: unit('server/platform/rights', 'who helps a household reads and fills in')
	})),
	{
		protection: 'who helps a household does not prolong its own mandate, nor names another',
		file: rightsTable,
		edits: [["binding(tenant('household', 'C2'))", "helped(binding(tenant('household', 'C2')))"]],
		checker: unit('server/platform/rights', 'nothing that binds is done by a helper')
	},
	{
		protection: 'the rights over the data of a household are its own: a helper takes no copy',
		file: rightsTable,
		edits: [["binding(tenant('household', 'C4'))", "helped(tenant('household', 'C4'))"]],
		checker: unit('server/platform/rights', 'who helps a household reads and fills in')
	},
	{
		protection: 'the pages of data rights open to the household alone',
		file: 'src/server/platform/trpc.ts',
		edits: [
			[
				'	if (!right.roles.includes(actor.role)) return false;\n',
				"	if (!right.roles.includes(actor.role === 'helper' ? 'tenant' : actor.role)) return false;\n"
			]
		],
		checker: trust('rights-matrix', 'dataRequests.own answers')
	},
	{
		protection: 'a helper changes neither the name of the household nor who houses it',
		file: helperRows,
		edits: [["helpers_only_fill_in('situation', 'health')", "helpers_only_fill_in('situation', 'health', 'name')"]],
		checker: helpers('changes neither for it nor for anybody')
	},
	{
		protection: 'a helper does not say where the annonce stands',
		file: helperRows,
		edits: [
			[
				"helpers_only_fill_in('need', 'statements', 'version', 'updated_at')",
				"helpers_only_fill_in('need', 'statements', 'version', 'updated_at', 'motive', 'state')"
			],
			["app_household() and state in ('draft', 'returned'));", 'app_household());']
		],
		checker: helpers('changes neither for it nor for anybody')
	},
	{
		protection: 'naming a helper does not tell whether an address has an account',
		file: 'src/server/households/mandates.ts',
		edits: [['		return ok(null);\n	});\n\nconst isHolder', '		return ok(linkId as null);\n	});\n\nconst isHolder']],
		checker: mandates('is answered and shown the same')
	},

	// A household in danger.
	{
		protection: 'a search reads for a protected household a need that no home meets',
		file: 'src/server/households/protection.ts',
		edits: [['need: { ...listing.need, minArea: noSuchArea }', 'need: listing.need']],
		checker: trust('twin-worlds', 'never moves a protected household, nor ends a chain in its home')
	},
	{
		protection: 'no code reaches a protected household',
		file: 'src/domain/matching/compatibility/run.ts',
		edits: [['.filter((one) => !one.listingIds.some((id) => outOfReach.has(id)))', '']],
		checker: trust('twin-worlds', 'never moves a protected household towards one it has named')
	}
];
