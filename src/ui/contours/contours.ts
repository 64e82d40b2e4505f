import type { Contour } from '../commune-drawing.ts';
import file from './cergy-pontoise.json' with { type: 'json' };

const contours = file.contours as Record<string, Contour>;

/** The outline of a commune, by INSEE code; null for those outside the maps we carry. */
export const contourOf = (insee: string): Contour | null => contours[insee] ?? null;
