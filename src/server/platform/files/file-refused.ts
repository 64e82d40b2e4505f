import type { FileProblem } from '#domain/file-problem.ts';

/** Thrown while a file is read, where it stops being readable; caught where the file came in, and said to its sender. */
export class FileRefused extends Error {
	readonly problem: FileProblem;
	/** The row as a spreadsheet numbers it; null when it is the file as a whole. */
	readonly row: number | null;
	constructor(problem: FileProblem, row: number | null = null) {
		super(problem);
		this.problem = problem;
		this.row = row;
	}
}

/** Some text as it comes, cut anywhere. */
export type Texts = AsyncIterable<string> | Iterable<string>;
