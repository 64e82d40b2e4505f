/**
 * Large arrays used again and again for the same purpose. Made anew each time, they would have the whole memory gone
 * through by the collector: half a second, where a pool brought up to date takes a tenth of that.
 */
export type ArrayKind<T> = { new (buffer: ArrayBuffer, at: number, length: number): T; BYTES_PER_ELEMENT: number };

/** An array of its name, with whatever it held before in it: the one given before under that name is lost. */
export type Room = <T>(name: string, Kind: ArrayKind<T>, length: number) => T;

/** How much longer an array may become before it must be made anew. */
const spare = 1.1;

export function newRoom(): Room {
	const buffers = new Map<string, ArrayBuffer>();
	return (name, Kind, length) => {
		let buffer = buffers.get(name);
		if (!buffer || buffer.byteLength < length * Kind.BYTES_PER_ELEMENT)
			buffers.set(name, (buffer = new ArrayBuffer(Math.ceil(spare * length) * Kind.BYTES_PER_ELEMENT)));
		return new Kind(buffer, 0, length);
	};
}
