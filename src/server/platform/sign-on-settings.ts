/** The identity providers of the organisms: of the settings of the process alone, so that no address comes from a person. */
import { z } from 'zod';

const isLocal = (address: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname);

const signOn = z.object({
	organismId: z.uuid(),
	/** Plain http only for a provider on this machine. */
	issuer: z.url().refine((address) => address.startsWith('https://') || isLocal(address), 'https is needed'),
	clientId: z.string().min(1),
	clientSecret: z.string().min(1)
});

/** The sign-on of one organism. */
export type SignOn = z.infer<typeof signOn>;

/** A list in JSON, in the environment. */
export const signOnList = z
	.string()
	.default('[]')
	.transform((text, context) => {
		try {
			return JSON.parse(text) as unknown;
		} catch {
			context.addIssue({ code: 'custom', message: 'not JSON' });
			return z.NEVER;
		}
	})
	.pipe(z.array(signOn));
