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
	/** With a zero after it. */
	const wholeRow = new Float64Array(rows + 1);
	const times = new Float64Array(rows);
	/** Per replacement folded, its row right after it. */
	const passed = new Float64Array(MOST_APART * rows);
	const replaced: number[] = [];
	const isMet = new Uint8Array(rows);
	const filled = new Int32Array(rows);
	const scratch = new Float64Array(rows);
	/** Which entries are held: states made of the same ones need not be copied back. */
	let version = 0;
	let versions = 0;
	let work = 0;

	/** Puts the replacements into the rows they replaced, and keeps what each row was right after. */
	const foldReplaced = () => {
		replaced.length = 0;
		for (let k = 0; k < apart; k++) {
			const r = apartRow[k]!;
			if (isMet[r] === 0) replaced.push(r);
			isMet[r] = 1;
		}
		for (let k = 0, from = 0; k < apart; k++, from += rows) {
			const r = apartRow[k]!;
			const base = r * rows;
			const by = 1 / apartColumn[from + r]!;
			for (let j = 0; j < rows; j++) {
				const old = entries[base + j]!;
				passed[from + j] = entries[base + j] = Math.abs(old) < 1e-13 ? 0 : old * by;
			}
			for (const i of replaced) if (i !== r) subtract(i, from, 1);
		}
		work += apart * rows * (replaced.length + 1);
	};

	/** Takes from a row so many replacements, from one on, as many times as each calls for. */
	const subtract = (i: number, from: number, several: number) => {
		const at = i * rows;
		let k = 0;
		// Four at a time: the row is read and written once for all.
		for (; k + 4 <= several; k += 4, from += 4 * rows) {
			const [b, c, d] = [from + rows, from + 2 * rows, from + 3 * rows];
			const byA = apartColumn[from + i]!;
			const byB = apartColumn[b + i]!;
			const byC = apartColumn[c + i]!;
			const byD = apartColumn[d + i]!;
			for (let j = 0; j < rows; j++)
				entries[at + j]! -=
					byA * passed[from + j]! + byB * passed[b + j]! + byC * passed[c + j]! + byD * passed[d + j]!;
		}
		for (; k < several; k++, from += rows) {
			const by = apartColumn[from + i]!;
			if (by !== 0) for (let j = 0; j < rows; j++) entries[at + j]! -= by * passed[from + j]!;
		}
	};

	const fold = () => {
		if (apart === 0) return;
		foldReplaced();
		for (let i = 0; i < rows; i++) if (isMet[i] === 0) subtract(i, 0, apart);
		work += apart * rows * (rows - replaced.length);
		for (const r of replaced) isMet[r] = 0;
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
