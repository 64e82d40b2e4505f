/** Where the focus goes when a page changes without being loaded anew. */

/** After a navigation: the title of the page, so that a screen reader starts there. */
export function focusTitle(root: ParentNode): void {
	const title = root.querySelector<HTMLElement>('main h1');
	title?.focus({ preventScroll: true });
}

/**
 * After a failed form: the summary of errors when the page has one, else the field that is wrong, on a page of one
 * question; else the title, of the page that asks something first.
 */
export function focusFailure(root: ParentNode): void {
	const place =
		root.querySelector<HTMLElement>('[data-error-summary]') ??
		root.querySelector<HTMLElement>('main [aria-invalid="true"]') ??
		root.querySelector<HTMLElement>('main [role="alert"]') ??
		root.querySelector<HTMLElement>('main h1');
	place?.focus();
}
