/** The answer of a decision: a value, or a refusal code that every screen knows how to say. */
export type Result<T, R extends string> = { ok: true; value: T } | { ok: false; refusal: R };

/** A successful answer. */
export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

/** A refusal: an expected answer, never an exception. */
export const err = <R extends string>(refusal: R): { ok: false; refusal: R } => ({ ok: false, refusal });
