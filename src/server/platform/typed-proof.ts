/** What was typed to confirm one's identity, sent with the form of the act that binds; null when nothing was. */
export function typedProof(form: FormData): { password: string; code: string } | null {
	const password = form.get('_password');
	const code = form.get('_code');
	if (typeof password !== 'string' && typeof code !== 'string') return null;
	const short = (typed: FormDataEntryValue | null) => (typeof typed === 'string' ? typed.slice(0, 200) : '');
	return { password: short(password), code: short(code).replaceAll(/[\s-]/g, '').toLowerCase() };
}
