/** The address of a list: its filters, its order and its page are parameters, so that it can be kept and sent. */
export function listAddress(current: URL, changes: Record<string, string | number | null>): string {
	const params = new URLSearchParams(current.searchParams);
	for (const [name, value] of Object.entries(changes)) {
		if (value === null || value === '') params.delete(name);
		else params.set(name, String(value));
	}
	const text = params.toString();
	return text ? `${current.pathname}?${text}` : current.pathname;
}

/** A parameter when it is one of a list of codes, else null. */
export const codeIn = <C extends string>(url: URL, name: string, codes: readonly C[]): C | null =>
	codes.find((code) => code === url.searchParams.get(name)) ?? null;

/** The page asked for; the first when it makes no sense. */
export function pageIn(url: URL): number {
	const page = Number(url.searchParams.get('page') ?? 1);
	return Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}

/** The sort of a list, written « tri=commune » or « tri=-commune ». */
export function sortIn<C extends string>(
	url: URL,
	codes: readonly C[],
	otherwise: C
): { sort: C; isDescending: boolean } {
	const text = url.searchParams.get('tri') ?? '';
	const sort = codes.find((code) => code === text.replace(/^-/, '')) ?? otherwise;
	return { sort, isDescending: text === `-${sort}` };
}

/** What the header of a column needs to sort by it: a first click one way, a second the other. */
export function sortLink(current: URL, key: string, { sort, isDescending }: { sort: string; isDescending: boolean }) {
	const isSorted = sort === key;
	return {
		href: listAddress(current, { tri: isSorted && !isDescending ? `-${key}` : key, page: null }),
		...(isSorted && { order: isDescending ? ('descending' as const) : ('ascending' as const) })
	};
}
