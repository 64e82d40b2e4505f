/** What every piece of a form shares. */
export type FieldProps = {
	/** The key the form is read by; also the id the error summary leads to, unless `id` says otherwise. */
	name: string;
	id?: string;
	label: string;
	/** One sentence under the label: what to write, an example. */
	hint?: string;
	/** What to do to correct the answer. */
	error?: string;
	/** Written « (facultatif) » after the label; every other field is due. */
	isOptional?: boolean;
	/** The label is the title of the page: one question a page. */
	isTitle?: boolean;
};

/** A choice of a list, of radios or of boxes. */
export type Option = { value: string; label: string; hint?: string };

/** The ids a control is described by: its hint, then its error. */
export const describedBy = (id: string, { hint, error }: Pick<FieldProps, 'hint' | 'error'>): string | undefined =>
	[hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
