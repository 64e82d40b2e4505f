/** The menu of each space: what somebody can open. The header of every page and the map of the site read it. */
import type { AccountKind } from '#domain/accounts/second-factor.ts';
import type { StaffRole } from '#domain/organisms/organism.ts';
import * as m from '#i18n/paraglide/messages.js';
import type { NavItem } from '#ui/shell.ts';

/** Who a menu is made for: what the header knows of the account. */
export type MenuOwner = {
	kind: AccountKind;
	household: string | null;
	staffRole: StaffRole | null;
	unreadLetters: number;
};

/** What stands in the menu of somebody signed in, the home of the space first. */
export function menuOf(owner: MenuOwner, { isDemo }: { isDemo: boolean }): NavItem[] {
	switch (owner.kind) {
		case 'tenant':
			return tenantMenu(owner);
		case 'helper':
			return helperMenu(owner);
		case 'staff':
			return staffMenu(owner);
		case 'coordinator':
			return coordinatorMenu(isDemo);
	}
}

/** What a tenant can open; also shown to who is not signed in yet, on the map of the site. */
export const tenantMenu = ({ unreadLetters }: { unreadLetters?: number } = {}): NavItem[] => [
	{ href: '/accueil', label: m.tenant_nav_home() },
	{ href: '/mon-annonce', label: m.tenant_nav_listing() },
	{ href: '/propositions', label: m.tenant_nav_proposals() },
	{ href: '/dossier', label: m.tenant_nav_documents() },
	{ href: '/messages', label: m.tenant_nav_letters(), ...(unreadLetters && { count: unreadLetters }) }
];

/** Who helps a household opens its pages as it does; who helps none, only its own messages. */
const helperMenu = (owner: MenuOwner): NavItem[] =>
	tenantMenu(owner).filter(({ href }) => owner.household !== null || href === '/messages');

/** What is open to everybody and stands in the header of who is not signed in. */
export const publicMenu = (): NavItem[] => [
	{ href: '/comment-ca-marche', label: m.public_nav_how() },
	{ href: '/puis-je-participer', label: m.eligibility_nav() },
	{ href: '/organismes', label: m.public_nav_organisms() },
	{ href: '/aide', label: m.public_nav_help() }
];

const staffMenu = (owner: MenuOwner): NavItem[] =>
	owner.staffRole === 'auditor'
		? auditorMenu(owner)
		: owner.staffRole === 'dataProtectionOfficer'
			? dataProtectionMenu(owner)
			: owner.staffRole === 'commissionMember'
				? memberMenu(owner)
				: workersMenu(owner);

const dataProtectionMenu = ({ unreadLetters }: MenuOwner): NavItem[] => [
	{ href: '/gestion/demandes', label: m.requests_nav() },
	{ href: '/gestion/courrier', label: m.gestion_nav_letters(), count: unreadLetters }
];

const auditorMenu = ({ unreadLetters }: MenuOwner): NavItem[] => [
	{ href: '/gestion/journal', label: m.journal_nav() },
	{ href: '/gestion/courrier', label: m.gestion_nav_letters(), count: unreadLetters }
];

const memberMenu = ({ unreadLetters }: MenuOwner): NavItem[] => [
	{ href: '/gestion/seances', label: m.sessions_nav() },
	{ href: '/gestion/courrier', label: m.gestion_nav_letters(), count: unreadLetters }
];

const workersMenu = ({ staffRole, unreadLetters }: MenuOwner): NavItem[] => [
	// Who looks after accounts and settings has no need to know people.
	...(staffRole === 'organismAdmin'
		? []
		: [
				{ href: '/gestion', label: m.gestion_nav_todo() },
				{ href: '/gestion/annonces', label: m.gestion_nav_listings() },
				{ href: '/gestion/dossiers', label: m.gestion_nav_files() },
				{ href: '/gestion/commissions', label: m.gestion_nav_commissions() },
				{ href: '/gestion/logements', label: m.gestion_nav_dwellings() }
			]),
	// Who reads the stock reaches it from there.
	...(staffRole === 'organismAdmin' ? [{ href: '/gestion/logements/import', label: m.imports_nav() }] : []),
	...(staffRole === 'calSecretary' ? [] : [{ href: '/gestion/acces', label: m.gestion_nav_access() }]),
	{ href: '/gestion/reglages', label: m.gestion_nav_settings() },
	{ href: '/gestion/referents', label: m.gestion_nav_referents() },
	{ href: '/gestion/courrier', label: m.gestion_nav_letters(), count: unreadLetters }
];

const coordinatorMenu = (isDemo: boolean): NavItem[] => [
	{ href: '/territoire', label: m.territoire_nav_dashboard() },
	{ href: '/territoire/rapprochements', label: m.territoire_nav_runs() },
	{ href: '/territoire/chaines', label: m.territoire_nav_chains() },
	{ href: '/territoire/regles', label: m.regles_nav() },
	...(isDemo ? [{ href: '/territoire/horloge', label: m.territoire_nav_clock() }] : [])
];
