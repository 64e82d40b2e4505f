import { createHash } from 'node:crypto';

/** The key of a form (the showing of the page and the form on it), or of a call, as the identifier it is kept under. */
export function commandKey(field: FormDataEntryValue | null): string | null {
	if (typeof field !== 'string' || field.length < 36 || field.length > 200) return null;
	const hex = createHash('sha256').update(field).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
