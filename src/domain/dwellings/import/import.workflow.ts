import { defineWorkflow } from '../../workflow.ts';

export const importStates = ['toMap', 'checking', 'checked', 'applying', 'applied', 'failed', 'discarded'] as const;
export type ImportState = (typeof importStates)[number];
export type ImportAction = 'check' | 'report' | 'confirm' | 'checkAgain' | 'apply' | 'fail' | 'discard';

/**
 * The life of a file: its columns are named, every line is checked without changing anything, then all of it is written
 * or nothing. When the stock changed between the check and the writing, the file is checked again instead.
 */
export const importWorkflow = defineWorkflow<ImportState, ImportAction>('import', importStates, {
	check: { from: ['toMap', 'checked', 'failed'], to: 'checking' },
	report: { from: ['checking'], to: 'checked' },
	confirm: { from: ['checked'], to: 'applying' },
	checkAgain: { from: ['applying'], to: 'checking' },
	apply: { from: ['applying'], to: 'applied' },
	fail: { from: ['checking', 'applying'], to: 'failed' },
	discard: { from: ['toMap', 'checking', 'checked', 'failed'], to: 'discarded' }
});
