// The files beside the pages of an event history: which pages there are, a line for each, and what time they cover.
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { diskError } from '../cache/cacheErrors.ts';
import { writeWhole, type HistoryPage } from './eventHistoryPage.ts';

const span = z.object({ from: z.number(), to: z.number() }).readonly();
const unfinished = z.object({ span, token: z.string(), begun: z.number(), read: z.number() });
const stateForm = z.object({
  form: z.literal(1),
  /** How many pages there were when it was written. */
  pages: z.number(),
  /** Read whole, and so long ago that no late event can be missing. */
  settled: z.array(span).readonly(),
  /** Where runs were cut off, and the tokens with which they go on. */
  unfinished: z.array(unfinished).readonly(),
});
const pageForm = z.object({
  file: z.string().regex(/^[\w-]+\.json\.gz$/),
  hash: z.string(),
  bytes: z.number(),
  newest: z.number(),
  oldest: z.number(),
});

export type HistoryState = z.output<typeof stateForm>;

const stateFile = 'state.json';
const linesFile = 'pages.ndjson';
const emptyState: HistoryState = { form: 1, pages: 0, settled: [], unfinished: [] };

type Stored = {
  readonly pages: readonly HistoryPage[];
  /** The list has to be written anew before a line is added. */
  readonly isTorn: boolean;
  readonly state: HistoryState;
};

/** Where what is written does not hold together, nothing counts as read: it is asked for again. */
export async function readState(dir: string): Promise<Stored> {
  const text = await readText(join(dir, linesFile));
  const pages = text.split('\n').flatMap((line) => pageForm.safeParse(parseJson(line)).data ?? []);
  const parsed = stateForm.safeParse(parseJson(await readText(join(dir, stateFile))));
  const isWhole = parsed.success && pages.length >= parsed.data.pages;
  const isTorn = text !== '' && !text.endsWith('\n');
  return { pages, isTorn, state: isWhole ? parsed.data : emptyState };
}

export function writeState(dir: string, state: HistoryState): Promise<void> {
  return writeWhole(join(dir, stateFile), JSON.stringify(state));
}

/** The page itself has just been written into the folder. Errors: disk/full, file/unwritable. */
export async function addPageLine(dir: string, page: HistoryPage): Promise<void> {
  const path = join(dir, linesFile);
  try {
    await appendFile(path, `${JSON.stringify(page)}\n`, { mode: 0o600 });
  } catch (error) {
    throw diskError(error, dir);
  }
}

export function writePageLines(dir: string, pages: readonly HistoryPage[]): Promise<void> {
  return writeWhole(join(dir, linesFile), pages.map((page) => `${JSON.stringify(page)}\n`).join(''));
}

function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut off, or not ours.
    return undefined;
  }
}
