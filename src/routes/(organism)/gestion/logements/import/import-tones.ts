import type { LineOutcome } from '#domain/dwellings/import/assess-line.ts';
import type { ImportState } from '#domain/dwellings/import/import.workflow.ts';
import type { Tone } from '#ui/StatusTag.svelte';

export const importTones: Record<ImportState, Tone> = {
	toMap: 'wait',
	checking: 'info',
	checked: 'wait',
	applying: 'info',
	applied: 'ok',
	failed: 'stop',
	discarded: 'neutral'
};

export const outcomeTones: Record<LineOutcome, Tone> = {
	created: 'ok',
	changed: 'info',
	unchanged: 'neutral',
	refused: 'stop'
};
