import * as m from '#i18n/paraglide/messages.js';
import type { ShellFooter } from '#ui/shell.ts';

/** What stands at the foot of every page of every space: help, the pages the law asks for, the accessibility level. */
export const siteFooter = (landlord?: { phone: string; openingHours: string } | null): ShellFooter => ({
	help: '/aide',
	links: [
		{ href: '/donnees-personnelles', label: m.public_nav_data() },
		{ href: '/mentions-legales', label: m.public_nav_legal() },
		{ href: '/plan-du-site', label: m.public_nav_site_map() }
	],
	// No audit has been made yet: the law calls that « non conforme ».
	accessibility: { level: 'none', href: '/accessibilite' },
	...(landlord && { phone: landlord.phone, hours: landlord.openingHours })
});
