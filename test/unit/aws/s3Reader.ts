// What the tests of S3 read with: a source and its cache against servers on loopback.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ObjectCache } from '../../../main/core/cache/objectCache.ts';
import type { Fetched, FileEntryOf, SourceEntry, WalkContext } from '../../../main/core/sources/source.ts';
import { createS3Source } from '../../../main/core/sources/s3Trail.ts';
import type { S3Source } from '../../../shared/ipc/sourceSpec.ts';
import type { Problem } from '../../../shared/problems.ts';
import { lookupAccess } from '../../aws/lookupAccess.ts';

export const signal = new AbortController().signal;

export function specOf(more: Partial<S3Source> = {}): S3Source {
  return {
    kind: 's3',
    bucket: 'trail',
    prefix: '',
    layout: 'trail',
    accounts: [],
    regions: [],
    trailKinds: ['CloudTrail'],
    range: {},
    ...more,
  };
}

export type Reader = ReturnType<typeof makeReader>;

/** `region` is what the profile says; the bucket may be elsewhere. */
export function makeReader(endpoint: string, more: { readonly region?: string; readonly limitBytes?: number } = {}) {
  const { region = 'eu-west-1', limitBytes = 1e9 } = more;
  const dir = mkdtempSync(join(tmpdir(), 'firetrail-s3-'));
  const cache = new ObjectCache({ dir, limitBytes: () => limitBytes });
  const access = lookupAccess({ endpoint, region });
  return {
    dir,
    cache,
    access,
    parts: { access, cache },
    source: createS3Source({ access, cache, stallMs: 400, waitFactor: 0.1 }),
    close: () => rmSync(dir, { recursive: true, force: true }),
  };
}

export function contextOf(more: Partial<WalkContext> = {}): WalkContext {
  return {
    signal,
    whenRunning: () => Promise.resolve(),
    isKnown: () => false,
    reportConcurrency: () => undefined,
    ...more,
  };
}

export async function collect<Value>(values: AsyncIterable<Value>): Promise<readonly Value[]> {
  const collected: Value[] = [];
  for await (const value of values) collected.push(value);
  return collected;
}

export async function keysOf(entries: AsyncIterable<SourceEntry>): Promise<readonly string[]> {
  const found = await collect(entries);
  return found
    .map((entry) => (entry.kind === 'file' ? entry.name : `${entry.problem.kind} ${entry.problem.file}`))
    .map((name) => name.replace('s3://trail/', ''))
    .toSorted();
}

export type FetchedAll = {
  /** By key. */
  readonly files: ReadonlyMap<string, Extract<Fetched, { readonly localPath: string }>>;
  readonly problems: readonly Problem[];
};

/** As an import does: many at once, in no order. */
export async function fetchAll(
  entries: AsyncIterable<SourceEntry>,
  options: { readonly atOnce?: number; readonly signal?: AbortSignal } = {},
): Promise<FetchedAll> {
  const files = new Map<string, Extract<Fetched, { readonly localPath: string }>>();
  const problems: Problem[] = [];
  const iterator = entries[Symbol.asyncIterator]();
  const take = async (): Promise<void> => {
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      if (next.value.kind === 'problem') problems.push(next.value.problem);
      else await fetchOne(next.value);
    }
  };
  const fetchOne = async (entry: FileEntryOf): Promise<void> => {
    const fetched = await entry.fetch?.(options.signal ?? signal);
    if (fetched === undefined) throw new Error('An entry without a way to fetch it');
    if ('problem' in fetched) problems.push(fetched.problem);
    else files.set(entry.name.replace(/^s3:\/\/[^/]+\//, ''), fetched);
  };
  await Promise.all(Array.from({ length: options.atOnce ?? 16 }, take));
  return { files, problems };
}
