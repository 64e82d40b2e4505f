/**
 * Whether PostgreSQL can keep every text of a value: it takes no NUL in a text, and no half of a surrogate pair in JSON.
 * Nobody types either; who sends them looks for a fault.
 */
export function isStorable(value: unknown): boolean {
	const waiting = [value];
	while (waiting.length > 0) {
		const one = waiting.pop();
		if (typeof one === 'string' && (one.includes('\0') || !one.isWellFormed())) return false;
		if (typeof one !== 'object' || one === null) continue;
		if (one instanceof Map || one instanceof Set) waiting.push(...one);
		else for (const [name, inner] of Object.entries(one)) waiting.push(name, inner);
	}
	return true;
}
