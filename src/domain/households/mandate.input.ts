import { z } from 'zod';
import { personInput } from '../accounts/invitation.input.ts';
import { mandateVersions } from './mandate.ts';

const known = [...new Set(mandateVersions.flatMap(({ months }) => months))];

/** Who is to help, and for how many months. */
export const nameHelperInput = personInput.extend({
	months: z.coerce.number('MANDATE_LENGTH_MISSING').refine((months) => known.includes(months), 'MANDATE_LENGTH_MISSING')
});
export type NamedHelper = z.output<typeof nameHelperInput>;

export const mandateInput = z.object({ mandateId: z.uuid() });
