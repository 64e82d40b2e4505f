/** A page number, or a gap of several. */
export type PageStep = number | 'gap';

/** The pages worth a link: the first, the last, and those around the current one; a gap never hides a single page. */
export function pageSteps(page: number, pageCount: number): PageStep[] {
	const kept = Array.from({ length: pageCount }, (_, index) => index + 1).filter(
		(each) => each === 1 || each === pageCount || Math.abs(each - page) <= 1
	);
	return kept.flatMap((each, index): PageStep[] => {
		const missing = each - (kept[index - 1] ?? 0) - 1;
		if (missing === 0) return [each];
		return missing === 1 ? [each - 1, each] : ['gap', each];
	});
}
