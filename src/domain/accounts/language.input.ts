import { z } from 'zod';

export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

/** The language in which letters are written to the account. */
export const languageInput = z.object({ language: z.enum(languages, 'LANGUAGE_MISSING') });
