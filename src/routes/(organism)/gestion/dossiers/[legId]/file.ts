import type { PageData } from './$types';

/** The file as every part of the page reads it. */
export type File = PageData['file'];

/** The sentences of the form that failed, by field. */
export type Errors = Record<string, string> | null;
