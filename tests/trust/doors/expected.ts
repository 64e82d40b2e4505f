/** What an answer says of a door: open, or in which way it is not. */
import type { Answer } from './served-world.ts';

type ActionAnswer = { type?: 'success' | 'redirect' | 'failure' | 'error'; status?: number; location?: string };

export type Outcome =
	/** It was shown, or done. */
	| 'shown'
	/** It leads to another page: what was asked is done, or there is nothing to see here now. */
	| 'elsewhere'
	/** One is asked to sign in first. */
	| 'signIn'
	/** It is in the space of others. */
	| 'ofOthers'
	/** There is no such thing. */
	| 'absent'
	/** Nobody is signed in, and no page can ask for it. */
	| 'nobody'
	/** What was sent is not taken as it is: wrong fields, a refusal of the domain, an identity to confirm. */
	| 'refused'
	| 'accident';

const ofStatus: Record<number, Outcome> = { 401: 'nobody', 403: 'ofOthers', 404: 'absent' };

function outcomeOf(status: number, location: string): Outcome {
	if (status >= 300 && status < 400) return /^\/connexion(\?|$)/.test(location) ? 'signIn' : 'elsewhere';
	if (status < 300) return 'shown';
	return ofStatus[status] ?? (status < 500 ? 'refused' : 'accident');
}

/** Of a page or a file. */
export const outcomeOfPage = ({ status, location }: Answer): Outcome => outcomeOf(status, location);

type DataAnswer = { type: string; location?: string; nodes?: ({ type: string; status?: number } | null)[] };

/** Of the data of a page, whose answer is 200 whatever it says. */
export function outcomeOfData(answer: Answer): Outcome {
	if (answer.status !== 200) return outcomeOfPage(answer);
	const { location, nodes = [] } = JSON.parse(answer.text.split('\n')[0]!) as DataAnswer;
	if (location !== undefined) return outcomeOf(303, location);
	const error = nodes.find((node) => node?.type === 'error');
	return error ? outcomeOf(error.status ?? 500, '') : 'shown';
}

/** Of a form, as a page that is open already sends it. */
export function outcomeOfForm(answer: Answer): Outcome {
	const { type, status, location = '' } = JSON.parse(answer.text) as ActionAnswer;
	// Without a type, it was refused before any page.
	if (type === undefined || type === 'error') return outcomeOf(answer.status, '');
	if (type === 'redirect') return outcomeOf(status ?? 303, location);
	return type === 'success' ? 'shown' : (status ?? 500) < 500 ? 'refused' : 'accident';
}

/** Whether nobody could tell one answer from the other. */
export const isSame = (one: Answer, other: Answer): boolean =>
	one.status === other.status && one.location === other.location && one.text === other.text;
