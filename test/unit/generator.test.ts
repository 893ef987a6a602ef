import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Options } from '../generator/plan.ts';
import { sampleFiles } from '../generator/sampleFiles.ts';
import { expectation } from '../generator/samples/expectation.ts';
import { summaryRows } from '../generator/samples/problems.ts';
import { writeTree, type Tally } from '../generator/write.ts';

const options: Options = {
  events: 5000,
  files: 250,
  accounts: 3,
  regions: 3,
  days: 20,
  seed: 7,
  duplicates: 0.2,
  streams: 20,
  acts: 6,
  start: '2026-06-01',
};

type LogRecord = { readonly [key: string]: unknown };

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'generator-'));

function filesUnder(path: string): string[] {
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)))
    .sort();
}

function treeHash(path: string): string {
  const hash = createHash('sha256');
  for (const file of filesUnder(path)) hash.update(file).update(readFileSync(join(path, file)));
  return hash.digest('hex');
}

function isLog(file: string): boolean {
  return !file.includes('CloudTrail-Digest');
}

function textOf(path: string, file: string): string {
  return gunzipSync(readFileSync(join(path, file))).toString('utf8');
}

function recordsOf(text: string): readonly LogRecord[] {
  const parsed: { Records: LogRecord[] } = JSON.parse(text);
  return parsed.Records;
}

describe('a generated tree', () => {
  const path = join(folder, 'first');
  let tally: Tally;
  let files: readonly (readonly LogRecord[])[];
  let records: readonly LogRecord[];

  beforeAll(async () => {
    tally = await writeTree(path, options);
    files = filesUnder(path)
      .filter(isLog)
      .map((file) => recordsOf(textOf(path, file)));
    records = files.flat();
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('is the same for the same seed and another for another', async () => {
    await writeTree(join(folder, 'second'), options);
    await writeTree(join(folder, 'third'), { ...options, seed: 8 });
    expect(treeHash(join(folder, 'second'))).toBe(treeHash(path));
    expect(treeHash(join(folder, 'third'))).not.toBe(treeHash(path));
  });

  it('holds exactly the records asked for, and says how many are copies', () => {
    expect(records).toHaveLength(options.events);
    expect(files).toHaveLength(options.files);
    expect(tally.records).toBe(options.events);
    expect(new Set(records.map((record) => record['eventID'])).size).toBe(tally.unique);
  });

  it('has the wanted share of copies, equal to the letter', () => {
    expect(tally.duplicates / tally.records).toBeGreaterThan(0.15);
    expect(tally.duplicates / tally.records).toBeLessThan(0.21);
    const bodies = new Set(records.map((record) => JSON.stringify(record)));
    expect(bodies.size).toBe(tally.unique);
  });

  it('lies within the measured sizes', () => {
    expect(tally.rawBytes / tally.records).toBeGreaterThan(1200);
    expect(tally.rawBytes / tally.records).toBeLessThan(1600);
    expect(tally.rawBytes / tally.gzipBytes).toBeGreaterThan(4.5);
    expect(tally.rawBytes / tally.gzipBytes).toBeLessThan(7);
  });

  it('leaves some files unsorted', () => {
    expect(tally.unsortedFiles / tally.files).toBeGreaterThan(0.18);
    expect(tally.unsortedFiles / tally.files).toBeLessThan(0.6);
  });

  it('stamps files after their records, which span a few minutes', () => {
    for (const file of filesUnder(path).filter(isLog)) {
      const [, year, month, day, hour, minute] = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_/.exec(file) ?? [];
      const stampMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
      const times = recordsOf(textOf(path, file)).map((record) => Date.parse(String(record['eventTime'])));
      if (times.length === 0) continue;
      expect(stampMs - Math.max(...times)).toBeGreaterThanOrEqual(60_000);
      expect(stampMs - Math.min(...times)).toBeLessThanOrEqual(11 * 60_000);
      expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(5 * 60_000);
    }
  });

  it('is ASCII on one line', () => {
    for (const file of filesUnder(path)) expect(textOf(path, file)).toMatch(/^[\x20-\x7e]+$/);
  });

  it('varies names, services, callers and errors', () => {
    const distinct = (name: string): number => new Set(records.map((record) => record[name])).size;
    expect(distinct('eventName')).toBeGreaterThan(60);
    expect(distinct('eventSource')).toBeGreaterThan(25);
    expect(distinct('userAgent')).toBeGreaterThan(100);
    expect(distinct('sourceIPAddress')).toBeGreaterThan(200);
    const failed = records.filter((record) => record['errorCode'] !== undefined).length / records.length;
    expect(failed).toBeGreaterThan(0.05);
    expect(failed).toBeLessThan(0.15);
    expect(records.some((record) => record['userIdentity'] === undefined)).toBe(true);
  });

  it('tells of every destination type', () => {
    const text = JSON.stringify(records);
    const members = [
      's3',
      'extendedS3',
      'redshift',
      'elasticsearch',
      'amazonopensearchservice',
      'amazonOpenSearchServerless',
      'splunk',
      'httpEndpoint',
      'snowflake',
      'iceberg',
    ];
    for (const member of members) expect(text).toMatch(new RegExp(`"${member}Destination(Configuration|Update)"`));
    for (const code of [
      'ConcurrentModificationException',
      'AccessDenied',
      'ResourceNotFoundException',
      'InvalidArgumentException',
    ]) {
      expect(
        records.some((record) => record['eventSource'] === 'firehose.amazonaws.com' && record['errorCode'] === code),
      ).toBe(true);
    }
  });
});

describe('the samples', () => {
  const files = sampleFiles();

  it('are on the disk as the generator writes them', () => {
    const groups = ['logs', 'formats', 'problems'].flatMap((group) =>
      filesUnder(join(root, 'samples', group)).map((file) => join(group, file)),
    );
    expect(groups.sort()).toEqual(files.map((file) => file.path).sort());
    for (const file of files) {
      const isSame = Buffer.from(file.bytes).equals(readFileSync(join(root, 'samples', file.path)));
      expect(isSame, file.path).toBe(true);
    }
  });

  it('have the counts that are kept for the importer', () => {
    const path = join(root, 'test/fixtures/samples.expected.json');
    expect(existsSync(path)).toBe(true);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(JSON.stringify(expectation(files, summaryRows))));
  });

  it('have no two files of one path', () => {
    expect(new Set(files.map((file) => file.path)).size).toBe(files.length);
  });

  it('stay small', () => {
    expect(files.reduce((sum, file) => sum + file.bytes.length, 0)).toBeLessThan(3_000_000);
  });
});
