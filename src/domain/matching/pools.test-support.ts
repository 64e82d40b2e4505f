/** Small random pools for property tests. */
import fc from 'fast-check';
import type { GuaranteeLevel } from './guarantee.ts';
import type { AdditivePool, Pool } from './pool.ts';
import { poolBuilder, type LevelShape } from './pool-builder.ts';

export const somePool = (
	options: { levels?: LevelShape[]; largest?: number; withPatience?: boolean } = {}
): fc.Arbitrary<AdditivePool> => {
	const levels = options.levels ?? [{ name: 'worth', kind: 'sum' as const }];
	return fc
		.record({
			households: fc.integer({ min: 1, max: options.largest ?? 7 }),
			vacancies: fc.integer({ min: 0, max: 2 })
		})
		.chain(({ households, vacancies }) =>
			fc
				.record({
					arcs: fc.array(
						fc.record({
							u: fc.integer({ min: 0, max: households + vacancies - 1 }),
							v: fc.integer({ min: 0, max: households - 1 }),
							numbers: fc.tuple(...levels.filter((l) => l.kind !== 'count').map((l) => numberFor(l)))
						}),
						{ maxLength: 4 * households, size: 'max' }
					),
					patience: fc.array(fc.integer({ min: 2, max: 4 }), { minLength: households, maxLength: households })
				})
				.map(({ arcs, patience }) => {
					const builder = poolBuilder({ households, vacancies, levels });
					for (const { u, v, numbers } of arcs) if (u !== v) builder.arc(u, v, ...numbers);
					if (options.withPatience) patience.forEach((moves, household) => builder.patience(household, moves));
					return builder.build();
				})
		);
};

/** Small pools where moves are promised to three groups of households, at a place among the levels. */
export const somePoolWithPromises = (at: number): fc.Arbitrary<Pool> =>
	fc
		.record({
			pool: somePool({
				levels: [
					{ name: 'worth', kind: 'sum' },
					{ name: 'moves', kind: 'count' }
				]
			}),
			promised: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 })
		})
		.map(({ pool, promised }) => {
			const group = Int32Array.from({ length: pool.households }, (_, v) => v % 3);
			const level: GuaranteeLevel = { name: 'balance', kind: 'guarantee', group, promised: Int32Array.from(promised) };
			return { ...pool, levels: [...pool.levels.slice(0, at), level, ...pool.levels.slice(at)] };
		});

const numberFor = (level: LevelShape) =>
	level.kind === 'expectedMoves' ? fc.integer({ min: 0, max: 1000 }) : fc.integer({ min: -3, max: 12 });
