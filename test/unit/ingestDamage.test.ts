// Files that are cut, damaged or hostile: what is good in them is read, and what is not is said.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readExactRecord } from '../../main/core/ingest/readExactRecord.ts';
import { readFileBytes, readOne, readPath, type ReadPart } from '../builders/readBytes.ts';
import { buildRecord, buildRecords, gzip, trailFile } from '../builders/records.ts';
import { buildZip } from '../builders/zip.ts';

const records = buildRecords(200);
const content = trailFile(records);
const kinds = (part: ReadPart): readonly string[] => part.problems.map((problem) => problem.kind);

/** How many whole records stand before a place. */
function wholeBefore(length: number): number {
  let count = 0;
  let at = '{"Records":['.length;
  for (const record of records) {
    at += JSON.stringify(record).length;
    if (at <= length) count += 1;
    at += 1;
  }
  return count;
}

test.each([20, 400, 1000, 1500, -9, -4, -1])('gzip cut at %i: the records before the cut', async (at) => {
  const packed = gzip(content);
  const part = await readOne(packed.subarray(0, at));
  expect(kinds(part)).toEqual(['truncated']);
  expect(part.problems[0]?.message).toContain(`Records read before that: ${part.records.length}.`);
  expect(part.records.length).toBe(wholeBefore(part.outcome?.rawBytes ?? 0));
  if (at < 0) expect(part.records).toHaveLength(200);
});

test('a wrong checksum or length: every record, and the file is corrupt', async () => {
  for (const place of [-8, -4]) {
    const packed = gzip(content);
    packed.writeUInt8(packed.at(place)! ^ 1, packed.length + place);
    const part = await readOne(packed);
    expect(part.records).toHaveLength(200);
    expect(kinds(part)).toEqual(['corrupt']);
  }
});

test('other bytes after the gzip stream: every record, and the file is corrupt', async () => {
  for (const rest of ['garbage', '\0\0garbage', '\u001f']) {
    const part = await readOne(Buffer.concat([gzip(content), Buffer.from(rest)]));
    expect(part.records).toHaveLength(200);
    expect(kinds(part)).toEqual(['corrupt']);
  }
});

test('a flipped byte: what can be decompressed before it is read', async () => {
  const large = trailFile(buildRecords(20_000));
  const packed = gzip(large);
  packed.fill(0xff, packed.length / 2, packed.length / 2 + 40);
  const part = await readOne(packed);
  expect(part.problems.at(-1)?.kind).toBe('corrupt');
  expect(part.records.length).toBeGreaterThan(9_000);
  expect(part.records.length).toBeLessThan(20_000);
});

test.each([15, 300, 5_000, -2, -1])('plain JSON cut at %i', async (at) => {
  const cut = content.slice(0, at);
  const part = await readOne(cut);
  expect(kinds(part)).toEqual(['truncated']);
  expect(part.records).toHaveLength(wholeBefore(cut.length));
});

test('broken JSON in an element: its place, its text, and the rest is read', async () => {
  const broken = content.replace('"eventName":"UpdateDestination"', '"eventName":oops');
  const { records: found, problems } = await readOne(broken);
  expect(found).toHaveLength(199);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({
    kind: 'invalid-json',
    level: 'error',
    record: 0,
    position: broken.indexOf('oops'),
  });
});

test.each([
  ['a missing quote', '"eventVersion":"1.08"', '"eventVersion":"1.08'],
  ['a missing brace', '"resources":[{', '"resources":['],
  ['a brace too many', '"resources":[{', '"resources":[{{'],
  ['a bracket too many', '"resources":[', '"resources":]'],
  ['a bare line feed in a text', '"awsRegion":"eu', '"awsRegion":"\neu'],
  ['a missing comma', ',"eventName"', '"eventName"'],
])('%s in one of many records costs only that one', async (_name, from, to) => {
  const at = content.indexOf(from, 5_000);
  const broken = content.slice(0, at) + to + content.slice(at + from.length);
  const { records: found, problems } = await readOne(broken);
  expect(found.length).toBe(199);
  expect(problems.map((problem) => problem.kind)).toEqual(['invalid-json']);
  const lines = records.map((record) => JSON.stringify(record));
  lines[9] = lines[9]!.replace(from, to);
  const ndjson = await readOne(lines.join('\n'));
  expect(ndjson.records.length).toBe(199);
  expect(ndjson.problems[0]).toMatchObject({ kind: 'invalid-json', record: 9 });
});

test.each(['oops', '\0', ',', ',,', ',oops', ',null,', ',,,,,,'])(
  '%j between two of many records costs none',
  async (piece) => {
    const at = content.indexOf('},{"eventVersion"', 5_000) + 1;
    const broken = content.slice(0, at) + piece + content.slice(at);
    const { records: found, problems } = await readOne(broken);
    expect(found).toHaveLength(200);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThan(3);
  },
);

test('a long text between two records is one problem', async () => {
  const at = content.indexOf('},{"eventVersion"', 5_000) + 1;
  const part = await readOne(`${content.slice(0, at)}${'lorem ipsum '.repeat(50)}${content.slice(at)}`);
  expect(part.records.length).toBeGreaterThanOrEqual(199);
  expect(kinds(part)).toEqual(['invalid-json']);
});

test.each([0, 1, 2])(
  'a file called .gz whose byte %i is wrong is corrupt, not a file of another kind',
  async (place) => {
    const bytes = Buffer.from(gzip(content));
    bytes[place] = (bytes[place] ?? 0) ^ 0xff;
    const folder = mkdtempSync(join(tmpdir(), 'firetrail-damage-'));
    try {
      const path = join(folder, 'a.json.gz');
      writeFileSync(path, bytes);
      const [part] = await readPath(path, path);
      expect(part?.problems.map((problem) => [problem.kind, problem.level])).toEqual([['corrupt', 'error']]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

test.each(['],', ']  ,\n ', ']'])('a bracket between two of many records (%j) costs none', async (piece) => {
  const at = content.indexOf('},{"eventVersion"', 5_000) + 1;
  const broken = content.slice(0, at) + piece + content.slice(piece.includes(',') ? at + 1 : at);
  const { records: found, problems } = await readOne(broken);
  expect(found).toHaveLength(200);
  expect(problems.map((problem) => problem.kind)).toEqual(['invalid-json']);
});

test('a record that is too long is passed over, and one in an array too', async () => {
  const long = buildRecord(1, { note: 'x'.repeat(17 * 1024 * 1024) });
  for (const text of [
    trailFile([records[0], long, records[2]]),
    `${JSON.stringify(long)}\n${JSON.stringify(records[2])}`,
  ]) {
    const part = await readOne(text);
    expect(kinds(part)).toEqual(['too-large']);
    expect(part.problems[0]?.message).toContain('16 MiB');
    expect(part.records.at(-1)?.value).toEqual(records[2]);
  }
});

test('a record that is nested too deep is passed over', async () => {
  const deep = `${'{"a":'.repeat(600)}1${'}'.repeat(600)}`;
  const part = await readOne(
    content.replace('"note"', '').replace('{"Records":[', `{"Records":[{"eventVersion":${deep}},`),
  );
  expect(kinds(part)).toEqual(['too-large']);
  expect(part.problems[0]?.message).toContain('500 levels');
  expect(part.records).toHaveLength(200);
});

test.each([
  ['zeros', '\0', 'not-json'],
  ['spaces', ' ', 'too-large'],
  ['brackets', '[', 'too-large'],
  ['an endless text', '"', 'too-large'],
])(
  'a gzip bomb of %s ends quickly',
  async (name, filler, kind) => {
    const bomb = gzip(
      Buffer.concat([
        Buffer.from(name === 'an endless text' ? '{"a":"' : ''),
        Buffer.alloc(300 * 1024 * 1024, name === 'an endless text' ? 'a' : filler),
      ]),
    );
    const before = process.memoryUsage.rss();
    const started = performance.now();
    const part = await readOne(bomb);
    expect(kinds(part)).toEqual([kind]);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(700 * 1024 * 1024);
  },
  60_000,
);

test('members of a zip are files of their own', async () => {
  const parts = await readFileBytes(
    buildZip({
      'a/one.json': content,
      'two.json.gz': gzip(content),
      'three.txt': 'hello',
      'inner.zip': buildZip({ 'x.json': content }),
      'folder/': '',
    }),
    'dir/a.zip',
  );
  expect(parts.map((part) => [part.name, part.records.length, ...kinds(part)])).toEqual([
    ['dir/a.zip!a/one.json', 200],
    ['dir/a.zip!two.json.gz', 200],
    ['dir/a.zip!three.txt', 0, 'not-json'],
    ['dir/a.zip!inner.zip', 0, 'unreadable'],
  ]);
  expect(parts.every((part) => part.outcome !== undefined)).toBe(true);
});

test('zip archives that are empty, cut or damaged', async () => {
  const zip = buildZip({ 'a.json': content, 'b.json': content });
  expect((await readFileBytes(buildZip({}))).map(kinds)).toEqual([['empty']]);
  expect((await readFileBytes(zip.subarray(0, -30))).map(kinds)).toEqual([['truncated']]);
  const damaged = Buffer.from(zip);
  damaged.writeUInt32LE(1, 14);
  damaged.writeUInt32LE(1, zip.lastIndexOf('504b0102', undefined, 'hex') + 16);
  const [a, b] = await readFileBytes(damaged);
  expect([a!.records.length, kinds(a!)]).toEqual([200, []]);
  expect([b!.records.length, kinds(b!)]).toEqual([200, ['corrupt']]);
});

test('what the system refuses is unreadable', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'firetrail-ingest-'));
  try {
    writeFileSync(join(folder, 'secret'), content);
    chmodSync(join(folder, 'secret'), 0);
    mkdirSync(join(folder, 'dir'));
    const names = process.getuid?.() === 0 ? ['gone', 'dir'] : ['gone', 'dir', 'secret'];
    for (const name of names) {
      const [part] = await readPath(join(folder, name), name);
      expect([kinds(part!), part!.problems[0]?.level]).toEqual([['unreadable'], 'error']);
      expect(part!.outcome).toBeDefined();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a record is read again exactly, also from an archive and where it was repaired', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'firetrail-ingest-'));
  const signal = new AbortController().signal;
  try {
    const odd = '{"eventVersion":"1.08","eventSource":"\\ud800","eventName":"x","eventTime":"2026-01-01T00:00:00Z"}';
    const bytes = Buffer.from(odd.replace('"x"', '"\u00ff"'), 'latin1');
    const file = join(folder, 'log');
    writeFileSync(file, Buffer.concat([Buffer.from(`[1,${odd},`), bytes, Buffer.from(']')]));
    expect(await readExactRecord({ path: file, name: 'shown/log', ordinal: 1, signal })).toEqual({
      text: odd,
      start: 3,
      end: 3 + odd.length,
    });
    expect((await readExactRecord({ path: file, name: 'shown/log', ordinal: 2, signal }))?.bytes).toEqual(bytes);
    expect(await readExactRecord({ path: file, name: 'shown/log', ordinal: 3, signal })).toBeUndefined();
    const archive = join(folder, 'a.zip');
    writeFileSync(
      archive,
      buildZip({ 'x!y.json': trailFile(records.slice(0, 2)), 'y.json': gzip(trailFile(records.slice(5))) }),
    );
    for (const [name, first] of [
      ['shown/a.zip!x!y.json', 0],
      ['shown/a.zip!y.json', 5],
    ] as const) {
      expect((await readExactRecord({ path: archive, name, ordinal: 1, signal }))?.text).toBe(
        JSON.stringify(records[first + 1]),
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
