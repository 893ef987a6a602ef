// What must hold for any file: how it is cut into chunks does not matter, nothing is lost, nothing is thrown.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInChunks, readOne, readPath } from '../builders/readBytes.ts';
import { buildRecord, gzip, trailFile } from '../builders/records.ts';

/** Text that is awkward to scan: brackets, quotes and backslashes, escapes and pieces of records. */
const awkward = fc
  .array(
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      '\\',
      ',',
      ':',
      '\n',
      '\\u0041',
      '},{"eventVersion":',
      'é',
      '🦆',
      'a',
      ' ',
      '\u0000',
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
const members = fc.dictionary(
  awkward,
  fc.oneof(awkward, fc.integer(), fc.constant(null), fc.array(awkward, { maxLength: 3 })),
  { maxKeys: 4 },
);
const record = fc.tuple(fc.nat(1000), members).map(([number, more]) => buildRecord(number, { more }));
const records = fc.array(record, { minLength: 1, maxLength: 6 });
const indent = fc.constantFrom(undefined, 1, 2);

const wrapped = fc.tuple(records, indent, fc.nat(6)).map(([list, spaces, shape]) => {
  const json = (value: unknown): string => JSON.stringify(value, undefined, spaces);
  const forms = [
    (): string => json({ Records: list }),
    (): string => json({ a: [1, { b: 2 }], Records: list, z: 'x' }),
    (): string => json(list),
    (): string => list.map((each) => JSON.stringify(each)).join('\r\n'),
    (): string => list.map(json).join(''),
    (): string => json({ Events: list.map((each) => ({ EventId: 'x', EventName: 'y', CloudTrailEvent: json(each) })) }),
    (): string => list.map((each) => `2026-06-01T12:00:00.000Z ${JSON.stringify(each)}`).join('\n'),
  ];
  return { list, text: forms[shape % forms.length]!() };
});

const cuts = (length: number): fc.Arbitrary<number[]> => fc.array(fc.nat(length), { maxLength: 30 });
const withCuts = (bytes: fc.Arbitrary<Buffer>): fc.Arbitrary<[Buffer, readonly number[]]> =>
  bytes.chain((each) =>
    fc.tuple(fc.constant(each), fc.oneof(cuts(each.length), fc.constant(each.length < 3000 ? [...each.keys()] : []))),
  );

test('every record of a well-formed file is found, with its exact place', () => {
  fc.assert(
    fc.property(withCuts(wrapped.map(({ text }) => Buffer.from(text))), ([bytes, at]) => {
      const { problems } = parseInChunks(bytes, at);
      expect(problems).toEqual([]);
    }),
    { numRuns: 150 },
  );
  fc.assert(
    fc.property(wrapped, ({ list, text }) => {
      const bytes = Buffer.from(text);
      const found = parseInChunks(bytes, []).records;
      expect(found.map((each) => each.value)).toEqual(JSON.parse(JSON.stringify(list)));
      for (const { text: exact, start, end } of found) {
        const raw = bytes.toString('utf8', start, end);
        expect(raw.startsWith('"') ? JSON.parse(raw) : raw).toBe(exact);
      }
    }),
    { numRuns: 150 },
  );
});

/** A file with some of its bytes changed, taken out or put in. */
const damaged = fc
  .tuple(
    wrapped,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('', '{', '}', '[', ']', '"', '\\', ',', '\n', 'x', '\0', '\n{')), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([{ text }, edits]) => {
    let result = text;
    for (const [place, piece] of edits) {
      const at = place % (result.length + 1);
      result = result.slice(0, at) + piece + result.slice(at + (place % 3));
    }
    return Buffer.from(result);
  });
const csv = fc
  .tuple(records, fc.array(fc.tuple(fc.nat(), fc.constantFrom('"', ',', '\n', '""')), { maxLength: 3 }))
  .map(([list, edits]) => {
    let text = `a,_raw,eventName\n${list.map((each) => `1,"${JSON.stringify(each).replaceAll('"', '""')}",x\n`).join('')}`;
    for (const [place, piece] of edits)
      text = text.slice(0, place % text.length) + piece + text.slice(place % text.length);
    return Buffer.from(text);
  });
const anything = fc.oneof(
  damaged,
  csv,
  fc.uint8Array({ maxLength: 200 }).map((each) => Buffer.from(each)),
  fc.array(awkward, { maxLength: 20 }).map((each) => Buffer.from(each.join(''))),
);

test('how the bytes are cut into chunks changes nothing, whatever they are', () => {
  fc.assert(
    fc.property(withCuts(anything), ([bytes, at]) => {
      expect(parseInChunks(bytes, at)).toEqual(parseInChunks(bytes, []));
    }),
    { numRuns: 300 },
  );
}, 60_000);

/** Places where a member of a record that lies on lines of its own is broken, in one way and another. */
const brokenMembers = [
  ['an object where a member should stand', '"key": "a",\n           \n{ "value": "}{\\"],["'],
  ['a line feed in a text', '"key": "a\n",    \n"value": "b"'],
  ['a bracket too many', '"key": "a" ],\n      \n  "value": "b"'],
  ['more space than is looked back over', `"key": "a",${' '.repeat(300)}\n{ "value": "b"`],
] as const;

test.each(brokenMembers)('a broken file is read the same wherever it is cut: %s', (_, broken) => {
  const list = [1, 2, 3].map((number) => buildRecord(number, { more: { key: 'a', value: 'b' } }));
  const whole = /"key": "a",\s+"value": "b"/;
  const text = JSON.stringify({ Records: list }, undefined, 2);
  expect(text).toMatch(whole);
  const bytes = Buffer.from(text.replace(whole, broken));
  const uncut = parseInChunks(bytes, []);
  expect(uncut.problems.length).toBeGreaterThan(0);
  for (const at of bytes.keys()) expect(parseInChunks(bytes, [at]), `cut at ${at}`).toEqual(uncut);
});

test('any bytes end in counts that agree', async () => {
  await fc.assert(
    fc.asyncProperty(anything, fc.nat(3), async (bytes, packing) => {
      const packed = packing === 0 ? bytes : gzip(bytes);
      if (packing === 2) packed.fill(7, packed.length >> 1, (packed.length >> 1) + 2);
      const part = await readOne(packing === 3 ? packed.subarray(0, -9) : packed);
      expect(part.outcome).toMatchObject({ records: part.records.length });
      expect(part.outcome?.rejected).toBe(part.problems.filter((each) => each.kind === 'invalid-record').length);
      const ordinals = [
        ...part.records.map((each) => each.ordinal),
        ...part.problems.flatMap((each) => each.record ?? []),
      ];
      if (part.records.length > 0) expect(ordinals.toSorted((a, b) => a - b)).toEqual([...ordinals.keys()]);
      if (part.records.length === 0 && bytes.length === 0) expect(part.problems.length).toBe(1);
    }),
    { numRuns: 200 },
  );
}, 60_000);

test('one change to a file costs at most two of its records', () => {
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 5, maxLength: 8 }),
      fc.nat(),
      fc.constantFrom('"', '{', '}', ']', 'x', '\n'),
      (list, place, piece) => {
        const text = trailFile(list);
        const at = '{"Records":['.length + (place % (text.length - 14));
        const { records: found, problems } = parseInChunks(Buffer.from(text.slice(0, at) + piece + text.slice(at)), []);
        expect(found.length).toBeGreaterThanOrEqual(list.length - 2);
        if (found.length < list.length) expect(problems.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 500 },
  );
}, 60_000);

const real = new URL('../../../shared/datasets/real/', import.meta.url);

describe.skipIf(!existsSync(real))('real logs (skipped where ../shared/datasets/real is absent)', () => {
  const rows = existsSync(real)
    ? readFileSync(new URL('MANIFEST.tsv', real), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split('\t'))
    : [];

  test.each(rows.map((row) => [row[0]!, Number(row[6])] as const))('%s: %i records', async (name, count) => {
    const [part] = await readPath(new URL(name, real).pathname, name);
    expect(part?.records).toHaveLength(count);
    expect(part?.problems.map((problem) => problem.kind)).toEqual(
      count > 0 ? [] : [name.includes('Digest') ? 'digest' : 'not-cloudtrail'],
    );
  });

  test('all of them', async () => {
    let total = 0;
    for (const name of readdirSync(real))
      total += (await readPath(new URL(name, real).pathname, name))[0]!.records.length;
    expect(total).toBe(447);
    const [manifest] = await readPath(new URL('MANIFEST.tsv', real).pathname, 'MANIFEST.tsv');
    expect(manifest?.problems.map((problem) => problem.kind)).toEqual(['not-json']);
  });
});
