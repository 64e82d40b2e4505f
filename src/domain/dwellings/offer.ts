/** A vacant dwelling offered to start chains: a household takes it, and another takes that household's home. */
import { err, ok, type Result } from '../result.ts';
import type { Dwelling } from './dwelling.ts';

export type OfferRefusal =
	| 'DWELLING_NOT_FOUND'
	| 'DWELLING_OCCUPIED'
	| 'DWELLING_KEPT_OUT'
	| 'DWELLING_RENT_UNKNOWN'
	| 'DWELLING_IN_CHAIN'
	| 'DWELLING_STEP_IMPOSSIBLE';

type Starter = Pick<Dwelling, 'vacantFrom' | 'blockers' | 'reletRent'> & {
	startsChains: boolean;
	/** A chain under way counts on it. */
	isInChain: boolean;
};

/** May this dwelling start chains? Vacant, let by nobody else, with the rent its next tenant will pay. */
export function offerToChains(dwelling: Starter): Result<null, OfferRefusal> {
	if (dwelling.vacantFrom === null) return err('DWELLING_OCCUPIED');
	if (dwelling.startsChains) return err('DWELLING_STEP_IMPOSSIBLE');
	if (dwelling.blockers.length > 0) return err('DWELLING_KEPT_OUT');
	return dwelling.reletRent === null ? err('DWELLING_RENT_UNKNOWN') : ok(null);
}

/** May the organism take it back? Not while a chain counts on it: the chain would have to end first. */
export function takeBackFromChains(dwelling: Starter): Result<null, OfferRefusal> {
	if (!dwelling.startsChains) return err('DWELLING_STEP_IMPOSSIBLE');
	return dwelling.isInChain ? err('DWELLING_IN_CHAIN') : ok(null);
}
