/** What the shell of a space needs to know, as plain data. */

/** An entry of a menu. It exists when its page works. */
export type NavItem = {
	href: string;
	label: string;
	/** How many things wait behind it; nothing is shown for zero. */
	count?: number;
};

/** The person signed in. */
export type Account = {
	/** How the person is called. */
	name: string;
	/** Role or organism, for those who have several. */
	detail?: string;
	href?: string;
	/** Address the sign-out form posts to. */
	signOut?: string;
};

export type ShellFooter = {
	links?: NavItem[];
	/** The conformity the audit has shown; written in the footer by law (RGAA, declaration of accessibility). */
	accessibility?: { level: 'none' | 'partial' | 'full'; href: string };
	/** Telephone of the help, as written: « 01 00 00 00 00 ». */
	phone?: string;
	/** Opening hours of the telephone. */
	hours?: string;
	/** Address of the help page. */
	help?: string;
};

/** The entry one stands in: the longest address that contains the path. `/` matches only itself. */
export function currentItem(items: readonly NavItem[], path: string): NavItem | undefined {
	const contains = ({ href }: NavItem) => path === href || (href !== '/' && path.startsWith(`${href}/`));
	return items.filter(contains).sort((a, b) => b.href.length - a.href.length)[0];
}
