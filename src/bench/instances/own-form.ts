import { poolBuilder, type LevelShape } from '../../domain/matching/pool-builder.ts';
import { type Instance } from './arcs.ts';
import { type Scanner } from './scanner.ts';
import { announced, vertexBelow } from './vertices.ts';

/**
 * Our own format, every level of the objective included:
 *
 *     pool 1
 *     households 3
 *     vacancies 1
 *     level moves count
 *     level worth sum
 *     level expected expectedMoves
 *     cycles worth 0 0 10 4       (optional: added per cycle, by number of moves)
 *     chains worth 0 5            (optional: the same for chains)
 *     patience 2 3                (optional: household 2 accepts to depend on 3 moves)
 *     arcs 2
 *     0 1 5 900                   (from, to, one number per level that is not « count »)
 *     3 2 4 850
 */
export function readPool(scan: Scanner): Instance {
	const entry = (word: string): number => {
		if (!scan.seekLine()) scan.fail(`« ${word} » expected, the end of the file found`);
		const found = scan.word();
		if (found !== word) scan.fail(`« ${word} » expected, « ${found} » found`);
		const value = scan.vertexCount(`the number after « ${word} »`);
		scan.endLine();
		return value;
	};
	if (entry('pool') !== 1) scan.fail('only version 1 of the format is known');
	const households = entry('households');
	const vacancies = entry('vacancies');
	const levels: LevelShape[] = [];
	const patience: [number, number][] = [];
	for (;;) {
		if (!scan.seekLine()) scan.fail('« arcs » expected, the end of the file found');
		const word = scan.word();
		if (word === 'arcs') break;
		if (word === 'level') {
			const name = scan.word();
			const kind = scan.word();
			if (kind !== 'count' && kind !== 'sum' && kind !== 'expectedMoves')
				scan.fail(`« ${kind} » is not a kind of level`);
			levels.push({ name, kind: kind as LevelShape['kind'] });
		} else if (word === 'cycles' || word === 'chains') {
			const name = scan.word();
			const at = levels.findIndex((level) => level.name === name && level.kind !== 'expectedMoves');
			if (at < 0) scan.fail(`no level « ${name} » takes numbers per ${word}`);
			const bonus: number[] = [];
			while (!scan.isAtLineEnd()) bonus.push(scan.integer('a whole number'));
			levels[at] = { ...levels[at]!, [word === 'cycles' ? 'perCycle' : 'perChain']: bonus } as LevelShape;
		} else if (word === 'patience') {
			const household = vertexBelow(scan, households);
			patience.push([household, scan.integer('a number of moves')]);
		} else scan.fail(`« ${word} » is not known`);
		scan.endLine();
	}
	if (levels.length === 0) scan.fail('at least one level is needed before the arcs');
	const edges = scan.count('the number of arcs');
	scan.endLine();
	const carried = levels.filter((level) => level.kind !== 'count').length;
	const builder = poolBuilder({ households, vacancies, levels });
	for (const [household, moves] of patience) builder.patience(household, moves);
	let count = 0;
	while (scan.seekLine()) {
		const u = vertexBelow(scan, households + vacancies);
		const v = vertexBelow(scan, households);
		if (u === v) scan.fail(`household ${u} already lives in its dwelling`);
		builder.arc(u, v, ...Array.from({ length: carried }, () => scan.weight(true)));
		scan.endLine();
		count++;
	}
	announced(scan, edges, count);
	return { pool: builder.build(), scale: 1 };
}
