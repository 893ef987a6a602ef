// A page of the event history as a file: `{"Events":[…]}`, compressed, with the records' texts as they came.
import { createHash, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

import { diskError } from '../cache/cacheErrors.ts';
import type { LookedUpEvent } from './eventHistory.ts';
import type { Span } from './eventHistorySpans.ts';

export type HistoryPage = {
  readonly file: string;
  /** Of its content. */
  readonly hash: string;
  /** As it lies on the disk. */
  readonly bytes: number;
  /** Seconds since 1970. */
  readonly newest: number;
  readonly oldest: number;
};

/** As it is read back: times are texts. */
type StoredEvent = { readonly EventTime?: string; readonly CloudTrailEvent?: string };

/** The same events make the same file, under the same name. */
export async function writePage(dir: string, events: readonly (LookedUpEvent | StoredEvent)[]): Promise<HistoryPage> {
  const text = JSON.stringify({ Events: events });
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const seconds = events.map((event) => secondOf(event) ?? 0);
  const [newest, oldest] = [Math.max(...seconds), Math.min(...seconds)];
  const file = `${stampOf(newest)}_${stampOf(oldest)}_${hash}.json.gz`;
  const bytes = await promisify(gzip)(text);
  await writeWhole(join(dir, file), bytes);
  return { file, hash, bytes: bytes.length, newest, oldest };
}

/** The part of a page that lies in the time, as a page of its own; the page itself where it lies in it whole. */
export async function cutPage(dir: string, page: HistoryPage, time: Span): Promise<HistoryPage | undefined> {
  if (page.oldest >= time.from && page.newest < time.to) return page;
  const events = await readPage(join(dir, page.file));
  const inside = events.filter((event) => {
    const second = secondOf(event) ?? page.oldest;
    return second >= time.from && second < time.to;
  });
  return inside.length === 0 ? undefined : writePage(dir, inside);
}

/** The texts of its records. */
export async function textsOf(path: string): Promise<readonly string[]> {
  const events = await readPage(path);
  return events.map((event) => event.CloudTrailEvent ?? '');
}

export function secondOf({ EventTime }: LookedUpEvent | StoredEvent): number | undefined {
  const ms = EventTime === undefined ? Number.NaN : new Date(EventTime).getTime();
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}

/** All of it or nothing. Errors: disk/full, file/unwritable. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  // As the cache of objects names what is being written: it takes away what a killed run has left.
  const unfinished = `${path}.${process.pid}.${randomInt(1e9)}.part`;
  try {
    // The folder may have been cleared away meanwhile.
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(unfinished, content, { mode: 0o600 });
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw diskError(error, dirname(path));
  }
}

async function readPage(path: string): Promise<readonly StoredEvent[]> {
  // Deleted while it was in use: what it held is asked for by the next run.
  if (!existsSync(path)) return [];
  const text = await promisify(gunzip)(await readFile(path));
  return (JSON.parse(text.toString()) as { readonly Events: readonly StoredEvent[] }).Events;
}

/** `20261120T105958Z` */
function stampOf(second: number): string {
  return new Date(second * 1000).toISOString().replaceAll(/[-:]|\.\d+/g, '');
}
