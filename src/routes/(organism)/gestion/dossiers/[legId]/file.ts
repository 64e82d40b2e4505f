import * as m from '#i18n/paraglide/messages.js';
import type { PageData } from './$types';

/** The file as every part of the page reads it. */
export type File = PageData['file'];

/** The sentences of the form that failed, by field. */
export type Errors = Record<string, string> | null;

/** Why the household of a file is not shown: not yet, or no more. */
export const whyClosed = ({ stage }: File): string =>
	stage === 'ended' || stage === 'done' ? m.gestion_household_closed_after() : m.gestion_household_closed_before();
