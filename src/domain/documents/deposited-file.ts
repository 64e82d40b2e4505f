/** A file that a household deposits: what is taken, how much, and under which name it is kept. */
import type { DocumentCode } from './document.ts';

/** What one household may deposit; bytes are those of the file as it is sent. */
export const depositLimits = {
	/** Of one file. */
	bytes: 10 * 1024 * 1024,
	/** Of an image: width by height. */
	pixels: 40_000_000,
	/** Of a household, all its documents together. */
	files: 50,
	allBytes: 100 * 1024 * 1024,
	/** Tries in a day, those refused included. */
	perDay: 20
} as const;

/** What is kept: an image as one made anew, a PDF as one written anew. */
export const keptFormats = ['jpeg', 'pdf'] as const;
export type KeptFormat = (typeof keptFormats)[number];

/** What is taken, by the ending of the name; the content must say the same. */
export const takenEndings: Readonly<Record<string, string>> = {
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	png: 'image/png',
	webp: 'image/webp',
	pdf: 'application/pdf'
};
/** For the box of a form: with these types phones turn their own formats into JPEG. */
export const takenTypes = [...new Set(Object.values(takenEndings))].join(',');

/** Why the content of a file is not taken. */
export type ContentRefusal =
	| 'UPLOAD_EMPTY'
	| 'UPLOAD_TOO_BIG'
	| 'UPLOAD_KIND'
	| 'UPLOAD_NAME'
	| 'UPLOAD_UNREADABLE'
	| 'UPLOAD_TOO_MANY_PIXELS'
	| 'UPLOAD_ACTIVE_PDF'
	| 'UPLOAD_LOCKED_PDF'
	| 'UPLOAD_INFECTED';
export type DepositRefusal =
	ContentRefusal | 'UPLOAD_MISSING' | 'UPLOAD_HOUSEHOLD_FULL' | 'UPLOAD_NOT_STORED' | 'UPLOADS_TOO_MANY';

/** What is known of a file that is kept, without opening it. */
export type DepositedFile = {
	id: string;
	code: DocumentCode;
	format: KeptFormat;
	/** Of what is kept. */
	bytes: number;
};

/** Whether a household that keeps some files may keep one more. */
export const hasRoomFor = (kept: { files: number; bytes: number }, bytes: number): boolean =>
	kept.files < depositLimits.files && kept.bytes + bytes <= depositLimits.allBytes;

/** The ending of a name, in small letters, without its dot; empty when there is none. */
export const endingOf = (name: string): string => /\.([^./\\]+)$/.exec(name.trim())?.[1]?.toLowerCase() ?? '';

const longest = 80;
const endings: Record<KeptFormat, string> = { jpeg: 'jpg', pdf: 'pdf' };

/**
 * The name a file is shown and saved under: what was typed, without its folders, without what hides or turns the text
 * round, with the ending of what it has become.
 */
export function nameOfKept(typed: string, format: KeptFormat): string {
	const last = typed.normalize('NFC').split(/[/\\]/).at(-1)!;
	const words = last
		.replace(/\.[^.]*$/, '')
		// Control characters, invisible ones and those that change the direction of writing; what a system forbids in names.
		.replaceAll(/[\p{C}\p{Zl}\p{Zp}<>:"|?*;%]/gu, ' ')
		.replaceAll(/\s+/g, ' ')
		.trim()
		.replace(/^\.+/, '');
	return `${[...words].slice(0, longest).join('').trim() || 'document'}.${endings[format]}`;
}
