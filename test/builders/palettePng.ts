// A PNG of at most 256 colours, which is a third of what the screen's own comes to: pictures stay in the repository for
// good. The most frequent colours are kept as they are, the few others become the nearest of them.
import { crc32, deflateSync } from 'node:zlib';

export type Bitmap = {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel: blue, green, red, alpha. */
  readonly pixels: Buffer;
};

export function palettePng({ width, height, pixels }: Bitmap): Buffer {
  const colours = Array.from({ length: width * height }, (_, index) => pixels.readUIntLE(index * 4, 3));
  const palette = mostFrequent(colours, 256);
  const indexOf = nearestIn(palette);
  const rows = Buffer.alloc(height * (width + 1));
  // Each row begins with a byte that says it is not filtered.
  colours.forEach((colour, index) => (rows[index + Math.floor(index / width) + 1] = indexOf(colour)));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => channels(colour)))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function mostFrequent(colours: readonly number[], limit: number): number[] {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, limit)
    .map(([colour]) => colour);
}

function nearestIn(palette: readonly number[]): (colour: number) => number {
  const known = new Map(palette.map((colour, index) => [colour, index]));
  return (colour) => {
    const found = known.get(colour);
    if (found !== undefined) return found;
    const distances = palette.map((other) => distance(colour, other));
    const nearest = distances.indexOf(Math.min(...distances));
    known.set(colour, nearest);
    return nearest;
  };
}

function distance(a: number, b: number): number {
  const other = channels(b);
  return channels(a).reduce((sum, channel, index) => sum + (channel - (other[index] ?? 0)) ** 2, 0);
}

/** Red, green and blue. */
function channels(colour: number): number[] {
  return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
