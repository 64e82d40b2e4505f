import { arcList, instanceOf, pushArc, type Instance } from './arcs.ts';
import { decimalsOf, parseJson, type Json } from './json.ts';
import { HEAVIEST, MalformedFile } from './scanner.ts';

/** British scheme: `data` lists donors, their `sources` (the patients they come with) and `matches` (`recipient`, `score`). */
export function readDonorJson(text: string): Instance {
	const fail = (what: string): never => {
		throw new MalformedFile(1, what);
	};
	const asMap = (value: Json | undefined, what: string) =>
		value instanceof Map ? value : fail(`${what} should be an object`);
	const data = asMap(parseJson(text), 'the file').get('data');
	const donors: [Json, Map<string, Json>][] = Array.isArray(data)
		? data.map((entry) => [asMap(entry, 'a donor').get('id') ?? null, asMap(entry, 'a donor')])
		: [...asMap(data, '« data »')].map(([key, entry]) => [key, asMap(entry, `donor ${key}`)]);
	const sourcesOf = (donor: Map<string, Json>): Json[] => {
		const sources = donor.get('sources');
		return Array.isArray(sources) ? sources : [];
	};
	const isAlone = (donor: Map<string, Json>) => Boolean(donor.get('altruistic')) || sourcesOf(donor).length === 0;
	const patients = new Map<Json, number>();
	for (const [, donor] of donors) {
		if (!isAlone(donor))
			for (const source of sourcesOf(donor)) if (!patients.has(source)) patients.set(source, patients.size);
	}
	const best = new Map<number, Map<number, number>>();
	let decimals = 0;
	let vacancies = 0;
	for (const [key, donor] of donors) {
		const holders = isAlone(donor)
			? [patients.size + vacancies++]
			: sourcesOf(donor).map((source) => patients.get(source)!);
		const matches = donor.get('matches') ?? [];
		if (!Array.isArray(matches)) fail(`the matches of donor ${String(key)} should be a list`);
		for (const entry of matches as Json[]) {
			const match = asMap(entry, `a match of donor ${String(key)}`);
			const recipient = match.get('recipient');
			if (recipient === undefined) fail(`a match of donor ${String(key)} has no recipient`);
			const score = match.get('score') ?? 1;
			if (typeof score !== 'number') return fail(`the score of a match of donor ${String(key)} should be a number`);
			if (Math.abs(score) > HEAVIEST) fail(`${score} is too large for a weight: at most ${HEAVIEST}`);
			const v = patients.get(recipient!);
			if (v === undefined) continue;
			decimals = Math.max(decimals, decimalsOf(score));
			for (const u of holders) {
				const row = best.get(u) ?? new Map<number, number>();
				best.set(u, row.set(v, Math.max(score, row.get(v) ?? -Infinity)));
			}
		}
	}
	const arcs = arcList(1 << 12);
	for (const [u, row] of best) for (const [v, score] of row) pushArc(arcs, u, v, score);
	return instanceOf(patients.size, vacancies, arcs, decimals);
}
