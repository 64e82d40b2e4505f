/** Through the pages, every act that binds: the form comes back with the question who one is, and nothing is lost. */
import type { APIRequestContext } from '@playwright/test';
import postgres from 'postgres';
import { castMember, castStaff, coordinators, fourWay } from '#demo/territory/cast.ts';
import { rights } from '#server/platform/rights.ts';
import { expect, signIn, test, type Person } from './steps.ts';

test.use({ exchange: 'acts that bind' });

const { manager, officer, calSecretary, dataProtectionOfficer } = castStaff.viosne;
const nothing = '00000000-0000-4000-8000-000000000000';

/** Who does it, and the form of the page that does: each one, when an act has several. */
const forms: Record<string, [Person, string, ...string[]]> = {
	'accounts.inviteColleague': [manager, '/gestion/acces?/invite'],
	'accounts.inviteAgain': [manager, '/gestion/acces?/again'],
	'accounts.changeDuty': [manager, '/gestion/acces?/duty'],
	'accounts.lockColleague': [manager, '/gestion/acces?/lock', '/gestion/acces?/unlock'],
	'accounts.inviteHousehold': [officer, '/gestion/acces?/inviteTenant'],
	'accounts.inviteMember': [manager, '/gestion/reglages?/inviteMember'],
	'households.nameHelper': [fourWay.odette, '/compte/aide?/name'],
	'households.exportData': [fourWay.odette, '/mes-donnees?/copier'],
	'households.askErasure': [fourWay.odette, '/mes-donnees?/effacer'],
	'dataRequests.answer': [dataProtectionOfficer, `/gestion/demandes/${nothing}`],
	'organisms.changeCommissionRules': [manager, '/gestion/reglages?/commission'],
	'organisms.nameReferents': [manager, '/gestion/referents?/nommer'],
	'eligibility.activateCharter': [coordinators[0]!, '/territoire/regles/activer?/activate'],
	'eligibility.activateThresholds': [manager, '/gestion/reglages/regles/activer?/activate'],
	'imports.confirm': [manager, `/gestion/logements/import/${nothing}?/confirm`],
	'exports.request': [officer, '/gestion/exporter/dossiers'],
	'demands.strikeOff': [officer, `/gestion/dossiers/${nothing}?/strikeOff`],
	'commissions.decide': [calSecretary, `/gestion/commissions/${nothing}?/decide`],
	'commissions.vote': [castMember, `/gestion/seances/${nothing}/${nothing}?/vote`],
	'commissions.sign': [calSecretary, `/gestion/commissions/${nothing}?/sign`],
	'proposals.sayYes': [fourWay.odette, `/propositions/${nothing}/repondre/oui`],
	'proposals.giveOpinion': [officer, `/gestion/dossiers/${nothing}?/opinion`],
	'proposals.setSigningDay': [officer, `/gestion/dossiers/${nothing}?/signingDay`],
	'proposals.recordSignature': [officer, `/gestion/dossiers/${nothing}?/signature`],
	'proposals.publish': [
		coordinators[0]!,
		`/territoire/chaines/${nothing}?/publish`,
		`/territoire/rapprochements/${nothing}?/publish`
	],
	'proposals.publishRun': [coordinators[0]!, `/territoire/rapprochements/${nothing}?/publishAll`]
};

/** What a form that is read first must hold before one is asked who one is. */
const filledIn: Record<string, Record<string, string>> = {
	'households.nameHelper': { firstName: 'Camille', lastName: 'Aidant', email: 'aide@exemple.test', months: '3' },
	'dataRequests.answer': { action: 'accept' }
};

test('every act that binds has its form here', () => {
	const binding = Object.keys(rights).filter((path) => rights[path]!.binds);
	expect(Object.keys(forms).sort()).toEqual(binding.sort());
});

/** What the page is told, as its script is: the answer of the action alone. */
async function answerTo(request: APIRequestContext, origin: string, form: string, typed: Record<string, string>) {
	const answer = await request.post(form, {
		headers: { origin, accept: 'application/json', 'x-sveltekit-action': 'true' },
		form: { ...typed, confirm: 'yes', note: 'ce que j’ai écrit' }
	});
	return { status: answer.status(), text: await answer.text() };
}

for (const person of new Set(Object.values(forms).map(([who]) => who)))
	test(`${person.firstName} ${person.lastName} is asked again who they are, whatever they bind`, async ({
		page,
		server
	}) => {
		await signIn(page, person);
		const sql = postgres(server.databaseUrl, { max: 1 });
		await sql`update session set authenticated_at = now() - interval '11 minutes'`;
		for (const [act, [who, ...addresses]] of Object.entries(forms))
			for (const address of who === person ? addresses : []) {
				const { status, text } = await answerTo(page.request, server.origin, address, filledIn[act] ?? {});
				expect(status, address).toBe(200);
				expect(text, address).toContain('IDENTITY_TO_CONFIRM');
				expect(text, `${address} goes back to itself`).toContain(address.split('?')[0]);
				expect(text, `${address} keeps what was typed`).toContain('ce que j’ai écrit');
			}
		await sql.end();
	});
