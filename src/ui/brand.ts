/** Who signs the pages: the name and logo of the service are settings, known by every piece below the shell. */
import { getContext, setContext } from 'svelte';
import * as m from '#i18n/paraglide/messages.js';

export type Brand = {
	name: string;
	/** Address of an image; null: our own two doors. */
	logo?: string | null;
};

const key = Symbol('brand');

/** Called once, by the shell of the space. */
export const setBrand = (brand: () => Brand) => setContext(key, brand);

/** The brand of the shell around, or the name the application was born with. */
export const getBrand = (): Brand => getContext<(() => Brand) | undefined>(key)?.() ?? { name: m.app_name() };
