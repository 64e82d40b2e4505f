/** Archives and workbooks made by hand, honest or not: what no tool would write can be written. */
import { crc32, deflateRawSync } from 'node:zlib';

export type Part = {
	name: string;
	data: Buffer | string;
	/** What the archive says of the part, when that is not true. */
	says?: { size?: number; crc?: number; flags?: number };
	/** Where the directory says that the part begins; another part's bytes then count twice. */
	at?: number;
};

/** A ZIP archive of some parts, its directory at its end. */
export function archiveOf(parts: readonly Part[]): Buffer {
	const bodies: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const { name, data, says = {}, at } of parts) {
		const bytes = Buffer.from(data);
		const packed = deflateRawSync(bytes);
		const nameBytes = Buffer.from(name);
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE(says.flags ?? 0x0800, 2);
		common.writeUInt16LE(8, 4);
		common.writeUInt32LE(says.crc ?? crc32(bytes), 10);
		common.writeUInt32LE(packed.length, 14);
		common.writeUInt32LE(says.size ?? bytes.length, 18);
		common.writeUInt16LE(nameBytes.length, 22);
		const entry = Buffer.alloc(14);
		entry.writeUInt32LE(at ?? offset, 10);
		directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, entry, nameBytes);
		const local = [Buffer.from('PK\x03\x04', 'latin1'), common, nameBytes, packed];
		if (at !== undefined) continue;
		bodies.push(...local);
		offset += local.reduce((sum, one) => sum + one.length, 0);
	}
	const list = Buffer.concat(directory);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(parts.length, 4);
	end.writeUInt16LE(parts.length, 6);
	end.writeUInt32LE(list.length, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...bodies, list, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

/** Cells of a sheet as XML, each a text of its own. */
export const rowsXml = (rows: readonly (readonly string[])[]): string =>
	rows
		.map(
			(cells, row) =>
				`<row r="${row + 1}">${cells
					.map(
						(cell, column) =>
							`<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t>${cell}</t></is></c>`
					)
					.join('')}</row>`
		)
		.join('');

/** The parts of a workbook of one sheet; some may be changed or added. */
export function workbookParts(sheetData: string, changes: Record<string, string | Buffer> = {}): Part[] {
	const parts: Record<string, string | Buffer> = {
		'[Content_Types].xml': `${xml}<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		'_rels/.rels': `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		'xl/worksheets/sheet1.xml': `${xml}<worksheet xmlns="${main}"><sheetData>${sheetData}</sheetData></worksheet>`,
		...changes
	};
	return Object.entries(parts).map(([name, data]) => ({ name, data }));
}
