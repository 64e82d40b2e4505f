import type { input as ZodInput } from 'zod';
import type { criterionCheckInput } from '#domain/households/criterion-check.ts';
import { typedValues } from '#ui/attempt.ts';

/** The form of LocalCriteria as it was sent: the input of the API reads it. */
export const criterionIn = (form: FormData) => typedValues(form) as unknown as ZodInput<typeof criterionCheckInput>;
