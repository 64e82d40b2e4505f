import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inverseOf } from './inverse.ts';

const rows = 11;
const aColumn = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: rows, maxLength: rows });

test('whatever columns were replaced, folded, kept and gone back to, a column of the basis solves to its own row', () => {
	fc.assert(
		fc.property(
			fc.array(fc.record({ r: fc.nat(rows - 1), column: aColumn, then: fc.constantFrom('nothing', 'fold') }), {
				maxLength: 70
			}),
			(changes) => {
				const inverse = inverseOf(rows);
				inverse.begin();
				const basis = Array.from({ length: rows }, (_, r) => Float64Array.from({ length: rows }, (_, i) => +(i === r)));
				const first = inverse.emptyState();
				inverse.save(first);
				for (const { r, column, then } of changes) {
					// Heavy on its own row, so that the basis stays far from singular.
					const wanted = Float64Array.from(column, (entry, i) => (i === r ? 40 + entry : entry));
					const solved = wanted.slice();
					inverse.solve(solved);
					inverse.replace(r, solved);
					basis[r] = wanted;
					if (then === 'fold') inverse.fold();
				}
				for (let r = 0; r < rows; r++) {
					const unit = basis[r]!.slice();
					inverse.solve(unit);
					for (let i = 0; i < rows; i++) expect(unit[i]).toBeCloseTo(+(i === r), 8);
					// A row of the inverse times the columns of the basis: the same.
					const row = inverse.row(r).slice();
					expect(row[rows]).toBe(0);
					for (let i = 0; i < rows; i++)
						expect(basis[i]!.reduce((sum, entry, k) => sum + entry * row[k]!, 0)).toBeCloseTo(+(i === r), 8);
				}
				inverse.restore(first);
				const unit = new Float64Array(rows).fill(1);
				inverse.solve(unit);
				expect([...unit]).toEqual(new Array(rows).fill(1));
			}
		),
		{ numRuns: 60 }
	);
});
