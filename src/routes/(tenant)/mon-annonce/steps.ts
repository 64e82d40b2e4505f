import { listingSteps, type ListingStep } from '#domain/needs/listing.ts';

/** The address of each page of the annonce. */
export const stepSlugs: Record<ListingStep, string> = {
	dwelling: 'logement',
	household: 'foyer',
	access: 'acces',
	resources: 'ressources',
	motive: 'motif',
	size: 'taille',
	places: 'communes',
	budget: 'budget',
	floor: 'etage',
	wishes: 'souhaits',
	exchange: 'echange'
};

/** The page of the annonce at an address, or undefined when there is none. */
export const stepAt = (slug: string): ListingStep | undefined => listingSteps.find((step) => stepSlugs[step] === slug);

export const pathOfStep = (step: ListingStep): string => `/mon-annonce/etape/${stepSlugs[step]}`;

/** Pages that tell something only the landlord reads. */
export const landlordOnly: readonly ListingStep[] = ['household', 'resources', 'motive'];
