import fc from 'fast-check';
import { expect, test } from 'vitest';

import { Chunker } from '../../main/core/ingest/chunker.ts';

const chunksOf = (sizes: readonly number[]): readonly (readonly number[])[] => {
  const chunker = new Chunker();
  const files = sizes.map((sizeBytes, id) => ({ id, path: `${id}`, name: `${id}`, sizeBytes, modifiedMs: 0 }));
  const chunks = [...files.flatMap((file) => [chunker.add(file) ?? []]), chunker.rest()];
  return chunks.filter((chunk) => chunk.length > 0).map((chunk) => chunk.map((file) => file.id));
};

test('every file is in one chunk, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 6_000_000 }), { maxLength: 900 }), (sizes) => {
      expect(chunksOf(sizes).flat()).toEqual(sizes.map((_, index) => index));
    }),
    { numRuns: 50 },
  );
});

test('the first chunk is small, so that there is something to see; later ones grow, but not without end', () => {
  const lengths = chunksOf(Array.from({ length: 2000 }, () => 100)).map((chunk) => chunk.length);
  expect(lengths[0]).toBeLessThanOrEqual(4);
  expect(Math.max(...lengths)).toBeGreaterThan(100);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(256);
});

test('a large file does not wait for others', () => {
  expect(chunksOf([50_000_000, 10, 10])[0]).toEqual([0]);
});
