// Columns as the ingest workers build and write them, read back by DuckDB.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import {
  DictionaryBuilder,
  hashOfBytes,
  NumberBuilder,
  PlainTextBuilder,
} from '../../main/core/ingest/columnBuilders.ts';
import { encodeParquet, type ParquetColumn } from '../../main/core/ingest/parquet.ts';
import { ParquetReader } from '../builders/parquetRows.ts';

vi.setConfig({ testTimeout: 60_000 });

let reader: ParquetReader;

beforeAll(async () => {
  reader = await ParquetReader.make();
});

afterAll(() => reader.close());

type Text = string | undefined;

const text: fc.Arbitrary<Text> = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom('', 'a', 'é', '漢字', '👩‍💻', '\0', '"\\\n', 'x'.repeat(200)),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);

function textColumns(values: readonly Text[]): readonly ParquetColumn[] {
  const dictionary = new DictionaryBuilder();
  const plain = new PlainTextBuilder();
  const ofBytes = new DictionaryBuilder();
  const plainBytes = new PlainTextBuilder();
  for (const value of values) {
    dictionary.addText(value);
    plain.addText(value);
    const bytes = Buffer.from(`<${value ?? ''}>`);
    if (value === undefined) {
      ofBytes.addNull();
      plainBytes.addNull();
    } else {
      ofBytes.addCode(ofBytes.codeOfBytes(bytes, 1, bytes.length - 1, hashOfBytes(bytes.subarray(1, -1))));
      plainBytes.addBytes(bytes, 1, bytes.length - 1);
    }
  }
  return [
    { name: 'dictionary', kind: 'dictionary', builder: dictionary },
    { name: 'plain', kind: 'plain', builder: plain },
    { name: 'of bytes', kind: 'dictionary', builder: ofBytes },
    { name: 'plain "bytes"', kind: 'plain', builder: plainBytes },
  ];
}

async function expectTexts(values: readonly Text[]): Promise<void> {
  const rows = await reader.rows(encodeParquet(textColumns(values), values.length));
  const expected = values.map((value) => value ?? null);
  expect(rows.map((row) => row['dictionary'])).toEqual(expected);
  for (const name of ['plain', 'of bytes', 'plain "bytes"']) expect(rows.map((row) => row[name])).toEqual(expected);
}

describe('texts', () => {
  test('come back as they were', async () => {
    await fc.assert(fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 60 }), expectTexts), { numRuns: 40 });
  });

  test.each([1, 2, 3, 4, 5, 8, 9, 16, 17, 255, 256, 257, 1024, 1025, 4097, 20_000])(
    'of %i distinct ones do, with NULLs between',
    async (size) => {
      const values = Array.from({ length: size + 7 }, (_, row): Text =>
        row % 5 === 3 ? undefined : `text ${(row * 7919) % size}`,
      );
      await expectTexts(values);
    },
  );

  test.each([
    { values: [undefined] },
    { values: [undefined, undefined, undefined] },
    { values: [''] },
    { values: ['x'.repeat(300_000), undefined, 'é'.repeat(100_000)] },
  ])('of an odd column do (%#)', async ({ values }) => {
    await expectTexts(values);
  });

  test('no rows are no rows', async () => {
    expect(await reader.rows(encodeParquet(textColumns([]), 0))).toEqual([]);
  });
});

describe('numbers', () => {
  test('come back as they were, also beyond 32 bits', async () => {
    const wide = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    const narrow = fc.integer({ min: 0, max: 0x7f_ff_ff_ff });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(narrow, wide), { minLength: 1, maxLength: 3000 }), async (pairs) => {
        const builders = { narrow: new NumberBuilder(32), wide: new NumberBuilder(64) };
        for (const [small, large] of pairs) {
          builders.narrow.add(small);
          builders.wide.add(large);
        }
        const columns = Object.entries(builders).map(([name, builder]): ParquetColumn => ({
          name,
          kind: 'number',
          builder,
        }));
        const rows = await reader.rows(encodeParquet(columns, pairs.length));
        expect(rows.map((row) => [row['narrow'], row['wide']])).toEqual(
          pairs.map(([small, large]) => [small, String(large)]),
        );
      }),
      { numRuns: 15 },
    );
  });

  test('that do not fit are refused, not cut', () => {
    expect(() => new NumberBuilder(32).add(0x80_00_00_00)).toThrow(RangeError);
  });
});

describe('a builder', () => {
  test('cut back, and cleared, holds only what was added since', async () => {
    const first = fc.array(text, { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(
        first,
        first,
        fc.array(text, { minLength: 1, maxLength: 30 }),
        async (before, dropped, after) => {
          const dictionary = new DictionaryBuilder();
          const plain = new PlainTextBuilder();
          const add = (values: readonly Text[]): void =>
            values.forEach((value) => [dictionary.addText(value), plain.addText(value)]);
          const columns: readonly ParquetColumn[] = [
            { name: 'd', kind: 'dictionary', builder: dictionary },
            { name: 'p', kind: 'plain', builder: plain },
          ];
          add(before);
          const bytes = plain.values.length;
          add(dropped);
          dictionary.truncate(before.length);
          plain.truncate(before.length, bytes);
          add(after);
          const kept = [...before, ...after].map((value) => value ?? null);
          expect((await reader.rows(encodeParquet(columns, kept.length))).map((row) => [row['d'], row['p']])).toEqual(
            kept.map((value) => [value, value]),
          );
          dictionary.clear();
          plain.clear();
          add(after);
          const last = after.map((value) => value ?? null);
          expect((await reader.rows(encodeParquet(columns, last.length))).map((row) => [row['d'], row['p']])).toEqual(
            last.map((value) => [value, value]),
          );
        },
      ),
      { numRuns: 20 },
    );
  });
});
