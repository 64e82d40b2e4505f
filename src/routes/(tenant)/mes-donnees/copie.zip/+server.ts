import { downloadZip } from 'client-zip';
import { read } from '#ui/attempt.ts';
import { ownCopy } from '../own-copy.ts';
import { readableCopy } from '../readable-copy.ts';
import type { RequestHandler } from './$types';

/** The copy of one's data with the files that were sent, one after the other: no more than one is held at a time. */
export const GET: RequestHandler = async ({ locals }) => {
	const data = await ownCopy(locals);
	async function* contents() {
		yield { name: 'mes-donnees.json', input: JSON.stringify(data, null, '\t'), lastModified: data.madeAt };
		yield { name: 'mes-donnees.html', input: readableCopy(data, locals.locale), lastModified: data.madeAt };
		for (const [index, { id, document, name }] of data.files.entries()) {
			const file = await read(locals.api.documents.ownFile({ fileId: id }));
			// Two may have the same name.
			const path = `papiers/${String(index + 1).padStart(2, '0')} ${document} ${name}`;
			yield { name: path, input: new Uint8Array(await file.content()), lastModified: data.madeAt };
		}
	}
	return new Response(downloadZip(contents()).body, {
		headers: {
			'Content-Type': 'application/zip',
			'Content-Disposition': 'attachment; filename="mes-donnees.zip"',
			'Content-Security-Policy': "default-src 'none'; sandbox"
		}
	});
};
