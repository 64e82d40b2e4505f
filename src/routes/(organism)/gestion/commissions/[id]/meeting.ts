import type { PageData } from './$types';

/** The meeting as every part of the page reads it. */
export type Meeting = PageData['meeting'];
export type Case = Meeting['cases'][number];
export type Errors = Record<string, string> | null;
