import type { Actor } from '#server/platform/actor.ts';
import type { Context, SignedSession } from '#server/platform/context.ts';
import type { ReceivedForm } from '#server/platform/files/received-form.ts';
import type { Api } from '#server/router.ts';

declare global {
	namespace App {
		interface Locals {
			/** The one door to the server, as the person of the request. */
			api: Api;
			/** The same for a form: its key makes sure that what is sent twice is done once. */
			apiFor(form: FormData): Api;
			/** Reads a form that holds a file, without ever holding the file in memory; instead of `request.formData()`. */
			receiveForm(limits: { maxBytes: number }): Promise<ReceivedForm>;
			/** Only for the doors of the API; pages use `api`. */
			context: Context;
			actor: Actor;
			/** The session of the browser, also while its sign-in is not finished. */
			session: SignedSession | null;
			isDemo: boolean;
			locale: 'fr' | 'en';
		}
		interface PageData {
			me: Awaited<ReturnType<Api['accounts']['me']>> | null;
			isDemo: boolean;
			/** Made for this showing of the page; see FormKey. */
			formKey: string;
		}
		interface Error {
			message: string;
			/** What the person can quote on the telephone. */
			reference?: string;
		}
	}
}

export {};
