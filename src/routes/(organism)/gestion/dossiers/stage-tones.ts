import type { FileStage } from '#domain/demands/file-stage.ts';
import type { Tone } from '#ui/StatusTag.svelte';

/** What waits for the organism stands out; what waits for others or is over does not. */
export const stageTones: Record<FileStage, Tone> = {
	withHouseholds: 'neutral',
	toInstruct: 'wait',
	opinionGiven: 'info',
	toComplete: 'wait',
	ready: 'wait',
	onAgenda: 'info',
	conditional: 'wait',
	ranked: 'wait',
	decided: 'ok',
	offered: 'info',
	toSchedule: 'wait',
	signing: 'wait',
	done: 'ok',
	ended: 'stop'
};
