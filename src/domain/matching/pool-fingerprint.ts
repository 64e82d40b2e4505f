import { isGuarantee } from './guarantee.ts';
import type { Pool } from './pool.ts';

/**
 * A fingerprint of everything that can change a run: 32 hexadecimal digits, equal for equal pools on any machine. It detects a
 * changed input; it is not a signature.
 */
export function poolFingerprint(pool: Pool): string {
	const lanes = new Uint32Array([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344]);
	const mix = (word: number) => {
		// Four interleaved multiply-rotate lanes, each fed the previous one: enough to tell pools apart, and pure.
		let carried = word;
		for (let i = 0; i < 4; i++) {
			let lane = Math.imul(lanes[i]! ^ carried, 0x9e3779b1 + 2 * i);
			lane = (lane << 15) | (lane >>> 17);
			carried = lanes[i] = Math.imul(lane, 0x85ebca6b) ^ (lane >>> 13);
		}
	};
	const mixNumber = (value: number) => {
		mix(value | 0);
		mix(Math.floor(value / 4294967296) | 0);
	};
	const mixText = (text: string) => {
		mix(text.length);
		for (let i = 0; i < text.length; i++) mix(text.charCodeAt(i));
	};
	mix(pool.households);
	mix(pool.vacancies);
	for (const start of pool.rowStart) mix(start);
	for (const target of pool.target) mix(target);
	for (const moves of pool.patience ?? []) mix(moves);
	for (const level of pool.levels) {
		mixText(level.name);
		mixText(level.kind);
		if (isGuarantee(level)) {
			for (const numbers of [level.group, level.promised]) {
				mix(numbers.length);
				numbers.forEach(mixNumber);
			}
			continue;
		}
		const numbers = level.kind === 'sum' ? level.weights : level.permille;
		mix(numbers ? 1 : 0);
		for (const number of numbers ?? []) mixNumber(number);
		if (level.kind === 'sum') {
			for (const bonus of [level.perCycle ?? [], level.perChain ?? []]) {
				mix(bonus.length);
				bonus.forEach(mixNumber);
			}
		}
	}
	for (let i = 0; i < 8; i++) mix(i);
	return Array.from(lanes, (lane) => lane.toString(16).padStart(8, '0')).join('');
}
