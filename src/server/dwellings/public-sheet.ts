import { typologieOf, type Accessibility, type EnergyClass, type Typologie } from '#domain/dwellings/dwelling.ts';
import type { dwellings } from './tables.ts';

/** What anyone signed in may read of a dwelling: the home, never who lives there nor behind which door. */
export type PublicSheet = {
	typologie: Typologie;
	rooms: number;
	/** m². */
	area: number;
	floor: number;
	hasLift: boolean;
	accessibility: Accessibility;
	energyClass: EnergyClass | null;
	commune: string;
	/** The organism that lets it. */
	organism: string;
	/** Asked from a new tenant, €/month; null when the organism has not said it. */
	reletRent: number | null;
	annexRent: number;
	charges: number;
};

type Row = typeof dwellings.$inferSelect;

/** The public sheet of a dwelling, from its row and the names it goes by. */
export const publicSheet = (row: Row, names: { commune: string; organism: string }): PublicSheet => ({
	typologie: typologieOf(row.rooms),
	rooms: row.rooms,
	area: row.area,
	floor: row.floor,
	hasLift: row.hasLift,
	accessibility: row.accessibility,
	energyClass: row.energyClass,
	commune: names.commune,
	organism: names.organism,
	reletRent: row.reletRent,
	annexRent: row.annexRent,
	charges: row.charges
});

/** What is said of the home of another household: how large it is and where. */
export type HomeInShort = Pick<PublicSheet, 'typologie' | 'area' | 'commune'>;

/** The home in short, as a chain is drawn. */
export const homeInShort = ({ typologie, area, commune }: PublicSheet): HomeInShort => ({ typologie, area, commune });
