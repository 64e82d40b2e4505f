import { expect, test } from 'vitest';
import { isWatermark } from './export.ts';

test('the line that a list is taken out with is known again when the file comes back', () => {
	expect(isWatermark(['Chassé-croisé – liste sortie le 3 mars 2026', '', ''])).toBe(true);
	expect(isWatermark(['Chassé-croisé\u00a0– liste sortie le 3 mars 2026'])).toBe(true);
	expect(isWatermark(['Chassé-croisé – liste', '', 'Cergy'])).toBe(false);
	expect(isWatermark(['Résidence Chassé-croisé – bâtiment A', ''])).toBe(false);
	expect(isWatermark(['Chassé-croisé-– liste'])).toBe(false);
	expect(isWatermark([])).toBe(false);
});
