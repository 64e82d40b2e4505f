/** What is typed about a request on personal data, by the person and by who answers; sealed, since it may tell anything. */
import type { RequestStatement } from '#domain/households/data-request.ts';
import { open, seal, type Keys } from '../../platform/sealed.ts';
import type { dataRequests } from './tables.ts';

const placeOf = (column: 'statement' | 'reply', requestId: string) => ({
	table: 'data_request',
	column,
	row: requestId
});

// The length of what is sealed shows: who had nothing to add would be told from who had.
const lengthStep = 256;
const padded = <T>(text: T) => ({
	text,
	padding: ' '.repeat(lengthStep - (JSON.stringify(text).length % lengthStep))
});

export const sealStatement = (keys: Keys, requestId: string, statement: RequestStatement): string =>
	seal(keys, placeOf('statement', requestId), padded(statement));

export const sealReply = (keys: Keys, requestId: string, reply: string): string =>
	seal(keys, placeOf('reply', requestId), padded(reply));

/**
 * What the person asked and what was replied, empty while nothing was.
 *
 * @throws CannotOpen when the key is missing or a value was tampered with.
 */
export const openTexts = (
	keys: Keys,
	{ id, statement, reply }: Pick<typeof dataRequests.$inferSelect, 'id' | 'statement' | 'reply'>
): RequestStatement & { reply: string } => ({
	...open<{ text: RequestStatement }>(keys, placeOf('statement', id), statement).text,
	reply: reply === null ? '' : open<{ text: string }>(keys, placeOf('reply', id), reply).text
});
