import { connect, type NetConnectOpts } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What clamd says of a file; `notScanned` when there is none, or it does not answer. */
export type Scan = 'clean' | 'infected' | 'notScanned';

/** In milliseconds. */
const patience = 20_000;
const chunkLength = 64 * 1024;

/**
 * Gives the bytes to clamd (protocol INSTREAM) and reads its answer.
 *
 * @param clamd `host:port` or the path of a socket; null when the installation has none
 */
export async function scanFile(clamd: string | null, content: Uint8Array): Promise<Scan> {
	if (clamd === null) return 'notScanned';
	try {
		const answer = await ask(placeOf(clamd), content);
		if (/^stream: OK\0?$/.test(answer)) return 'clean';
		return /^stream: .+ FOUND\0?$/.test(answer) ? 'infected' : 'notScanned';
	} catch {
		return 'notScanned';
	}
}

function placeOf(clamd: string): NetConnectOpts {
	const [, host, port] = /^([^/\\]+):(\d+)$/.exec(clamd) ?? [];
	return host ? { host, port: Number(port) } : { path: clamd };
}

async function ask(place: NetConnectOpts, content: Uint8Array): Promise<string> {
	const socket = connect(place);
	socket.setTimeout(patience, () => socket.destroy(new Error('clamd does not answer')));
	let answer = '';
	await pipeline(Readable.from(chunksOf(content)), socket, async (answers: AsyncIterable<Buffer>) => {
		for await (const part of answers) {
			answer += part.toString('latin1');
			if (answer.length > 1_000) break;
		}
	});
	return answer;
}

/** The command, each chunk after its length, and a chunk of nothing at the end. */
function* chunksOf(content: Uint8Array): Generator<Uint8Array> {
	yield Buffer.from('zINSTREAM\0');
	for (let start = 0; start < content.length; start += chunkLength) {
		const chunk = content.subarray(start, start + chunkLength);
		yield lengthOf(chunk.length);
		yield chunk;
	}
	yield lengthOf(0);
}

function lengthOf(count: number): Buffer {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(count);
	return length;
}
