/**
 * The inverse of a basis, held whole, and the last replacements of its columns, held apart: a few replacements that are soon undone
 * then cost next to nothing. For bases of a few hundred rows.
 */

/** Replacements held apart before they are folded into the inverse. */
const MOST_APART = 48;

export type InverseState = { version: number; entries: Float64Array; norm: Float64Array };

/** The identity, to begin with. */
export function inverseOf(rows: number) {
	const entries = new Float64Array(rows * rows);
	/** Squares of the lengths of its rows, about right between two foldings. */
	const norm = new Float64Array(rows);
	const apartRow = new Int32Array(MOST_APART);
	const apartColumn = new Float64Array(MOST_APART * rows);
	let apart = 0;
	const wholeRow = new Float64Array(rows);
	const times = new Float64Array(rows);
	const isMet = new Uint8Array(rows);
	const filled = new Int32Array(rows);
	const scratch = new Float64Array(rows);
	/** Which entries are held: states made of the same ones need not be copied back. */
	let version = 0;
	let versions = 0;
	let work = 0;

	/** Puts one replacement into the entries and the norms. */
	const foldOne = (r: number, from: number) => {
		const base = r * rows;
		const by = 1 / apartColumn[from + r]!;
		let kept = 0;
		for (let k = 0; k < rows; k++) {
			const old = entries[base + k]!;
			if (old === 0) continue;
			const next = Math.abs(old) < 1e-13 ? 0 : old * by;
			entries[base + k] = next;
			if (next !== 0) filled[kept++] = k;
		}
		for (let i = 0; i < rows; i++) {
			const factor = apartColumn[from + i]!;
			if (i === r || Math.abs(factor) < 1e-12) continue;
			const at = i * rows;
			for (let k = 0; k < kept; k++) entries[at + filled[k]!]! -= factor * entries[base + filled[k]!]!;
			work += kept;
		}
		work += 2 * rows;
	};

	const fold = () => {
		if (apart === 0) return;
		for (let k = 0; k < apart; k++) foldOne(apartRow[k]!, k * rows);
		apart = 0;
		version = ++versions;
		for (let r = 0, at = 0; r < rows; r++) {
			let square = 0;
			for (let k = 0; k < rows; k++, at++) square += entries[at]! * entries[at]!;
			norm[r] = square;
		}
		work += rows * rows;
	};

	return {
		norm,
		fold,
		work: () => work,
		begin() {
			entries.fill(0);
			norm.fill(1);
			for (let r = 0; r < rows; r++) entries[r * rows + r] = 1;
			apart = 0;
			version = ++versions;
		},
		/** Replaces a vector by the inverse times it. */
		solve(vector: Float64Array) {
			let kept = 0;
			for (let k = 0; k < rows; k++) if (vector[k] !== 0) filled[kept++] = k;
			for (let i = 0, base = 0; i < rows; i++, base += rows) {
				let sum = 0;
				for (let k = 0; k < kept; k++) sum += entries[base + filled[k]!]! * vector[filled[k]!]!;
				scratch[i] = sum;
			}
			vector.set(scratch);
			for (let k = 0, from = 0; k < apart; k++, from += rows) {
				const r = apartRow[k]!;
				if (vector[r] === 0) continue;
				const by = vector[r]! / apartColumn[from + r]!;
				for (let i = 0; i < rows; i++) vector[i]! -= apartColumn[from + i]! * by;
				vector[r] = by;
				work += rows;
			}
			work += rows * (kept + 1);
		},
		/** Replaces a row vector by it times the inverse. */
		solveTransposed(vector: Float64Array) {
			for (let k = apart - 1; k >= 0; k--) {
				const from = k * rows;
				const r = apartRow[k]!;
				let sum = vector[r]!;
				for (let i = 0; i < rows; i++) if (i !== r) sum -= apartColumn[from + i]! * vector[i]!;
				vector[r] = sum / apartColumn[from + r]!;
			}
			scratch.fill(0);
			for (let i = 0, base = 0; i < rows; i++, base += rows) {
				const by = vector[i]!;
				if (by !== 0) for (let k = 0; k < rows; k++) scratch[k]! += by * entries[base + k]!;
			}
			vector.set(scratch);
			work += rows * rows;
		},
		/** A row of the inverse, until the next call. */
		row(r: number): Float64Array {
			// Only rows replaced meanwhile, and r itself, can be part of it.
			times[r] = isMet[r] = 1;
			let kept = 0;
			filled[kept++] = r;
			for (let k = apart - 1; k >= 0; k--) {
				const from = k * rows;
				const s = apartRow[k]!;
				let sum = times[s]!;
				for (let f = 0; f < kept; f++) if (filled[f] !== s) sum -= apartColumn[from + filled[f]!]! * times[filled[f]!]!;
				if (sum === 0 && isMet[s] === 0) continue;
				if (isMet[s] === 0) filled[kept++] = s;
				isMet[s] = 1;
				times[s] = sum / apartColumn[from + s]!;
			}
			wholeRow.fill(0);
			for (let f = 0; f < kept; f++) {
				const by = times[filled[f]!]!;
				const base = filled[f]! * rows;
				if (by !== 0) for (let k = 0; k < rows; k++) wholeRow[k]! += by * entries[base + k]!;
				times[filled[f]!] = isMet[filled[f]!] = 0;
			}
			work += rows * (kept + 1);
			return wholeRow;
		},
		/** Replaces the column at row r of the basis by one whose solution is given. */
		replace(r: number, solved: Float64Array) {
			if (apart === MOST_APART) fold();
			apartRow[apart] = r;
			apartColumn.set(solved, apart * rows);
			apart++;
			// As in the method called Devex: no norm is less than what the replaced row brings into it.
			const brought = norm[r]! / (solved[r]! * solved[r]!);
			for (let i = 0; i < rows; i++) {
				const square = solved[i]! * solved[i]! * brought;
				if (square > norm[i]!) norm[i] = square;
			}
			norm[r] = Math.max(1e-4, brought);
		},
		emptyState: (): InverseState => ({
			version: -1,
			entries: new Float64Array(rows * rows),
			norm: new Float64Array(rows)
		}),
		/** Keeps the inverse, which must be folded. */
		save(into: InverseState) {
			into.version = version;
			into.entries.set(entries);
			into.norm.set(norm);
		},
		restore(state: InverseState) {
			apart = 0;
			norm.set(state.norm);
			if (state.version === version) return;
			version = state.version;
			entries.set(state.entries);
		}
	};
}
