// What stands in each log file. Every record can be made again from its file's index and its ordinal, so nothing is kept.
import { createCast, type Cast } from './cast.ts';
import { inventLife } from './firehose/stories.ts';
import { homeOf, placeSteps, stepRecord, type PlacedStep, type Slot } from './firehose/tell.ts';
import { insightRecord } from './insight.ts';
import { createPlan, dealRecords, fileRandom, logFile, type LogFile, type Options, type Plan } from './plan.ts';
import { chance, createRandom, integer, type Random } from './random.ts';
import { mixedRecord } from './record.ts';

type Library = {
  readonly plan: Plan;
  readonly stories: ReadonlyMap<number, readonly PlacedStep[]>;
  readonly casts: ReadonlyMap<string, Cast>;
};

type Entry = { readonly timeMs: number; readonly text: string };

type LogText = {
  readonly text: string;
  readonly records: number;
  readonly copies: number;
  readonly isSorted: boolean;
};

export function createLibrary(options: Options): Library {
  const plan = createPlan(options);
  const stories = tellStories(plan);
  let told = 0;
  for (const steps of stories.values()) told += steps.length;
  const insights = countInsights(plan);
  dealRecords(plan, Math.max(0, options.events - told - insights), (index) => stories.get(index)?.length ?? 0);
  const casts = new Map<string, Cast>();
  for (const account of new Set(Array.from({ length: options.files }, (_, index) => logFile(plan, index).account))) {
    casts.set(account, createCast(options.seed, account));
  }
  return { plan, stories, casts };
}

function countInsights(plan: Plan): number {
  let count = 0;
  for (let index = 0; index < plan.options.files; index += 1)
    if (logFile(plan, index).isInsight) count += insightsIn(plan.options, index);
  return count;
}

function insightsIn(options: Options, index: number): number {
  return 1 + integer(fileRandom(options, index, 7), 2);
}

function tellStories(plan: Plan): Map<number, PlacedStep[]> {
  const { options } = plan;
  const slots = new Map<string, Slot[]>();
  for (let index = 0; index < options.files; index += 1) {
    const file = logFile(plan, index);
    if (file.isInsight || plan.twins[index] === 1) continue;
    const home = `${file.account} ${file.region}`;
    const list = slots.get(home) ?? [];
    list.push({ index, windowStartMs: file.windowStartMs, windowEndMs: file.windowEndMs });
    slots.set(home, list);
  }
  for (const list of slots.values()) list.sort((one, other) => one.windowEndMs - other.windowEndMs);
  const homes = [...slots.keys()].sort().map((home) => ({ account: home.slice(0, 12), region: home.slice(13) }));
  const stories = new Map<number, PlacedStep[]>();
  for (let index = 0; index < options.streams; index += 1) {
    const home = homeOf(index, options.seed, homes);
    const life = inventLife(options, index, home);
    const placed = placeSteps(
      life,
      slots.get(`${home.account} ${home.region}`) ?? [],
      plan.startMs,
      options.seed * 1000 + index,
    );
    for (const [file, steps] of placed) stories.set(file, [...(stories.get(file) ?? []), ...steps]);
  }
  return stories;
}

export function logText(library: Library, index: number): LogText {
  const entries = entriesOf(library, index);
  const isSorted = entries.every((entry, place) => place === 0 || (entries[place - 1]?.timeMs ?? 0) <= entry.timeMs);
  const text = `{"Records":[${entries.map((entry) => entry.text).join(',')}]}`;
  return { text, records: entries.length, copies: library.plan.copies[index] ?? 0, isSorted };
}

export function logRecords(library: Library, index: number): readonly string[] {
  return entriesOf(library, index).map((entry) => entry.text);
}

function entriesOf(library: Library, index: number): readonly Entry[] {
  const { plan } = library;
  const file = logFile(plan, index);
  const entries = file.isInsight ? insights(plan.options, file) : ownEntries(library, file);
  const copies = plan.copies[index] ?? 0;
  if (copies > 0) entries.push(...copied(library, index, copies));
  if (file.isSorted) entries.sort((one, other) => one.timeMs - other.timeMs);
  return entries;
}

function insights(options: Options, file: LogFile): Entry[] {
  return Array.from({ length: insightsIn(options, file.index) }, (_, ordinal) => {
    const timeMs = file.windowStartMs + ordinal * 60_000;
    const state = ordinal === 0 ? 'Start' : 'End';
    return { timeMs, text: insightRecord(fileRandom(options, file.index, 8), { ...file, timeMs }, state) };
  });
}

function ownEntries(library: Library, file: LogFile): Entry[] {
  const count = library.plan.own[file.index] ?? 0;
  const entries = (library.stories.get(file.index) ?? []).map(storyEntry);
  for (let ordinal = 0; ordinal < count; ordinal += 1) entries.push(mixedEntry(library, file, ordinal));
  return entries;
}

function storyEntry(step: PlacedStep): Entry {
  return { timeMs: step.timeMs, text: stepRecord(step) };
}

function mixedEntry(library: Library, file: LogFile, ordinal: number): Entry {
  const random = createRandom(library.plan.options.seed, file.index, ordinal);
  const timeMs = file.windowStartMs + integer(random, file.windowEndMs - file.windowStartMs);
  const cast = library.casts.get(file.account);
  if (cast === undefined) throw new Error(`Nobody lives in ${file.account}`);
  return { timeMs, text: mixedRecord(random, cast, { account: file.account, region: file.region, timeMs }) };
}

/** Exact copies of records of the file before, chosen at random, none twice. */
function copied(library: Library, index: number, count: number): Entry[] {
  const source = logFile(library.plan, index - 1);
  const stories = library.stories.get(index - 1) ?? [];
  const available = (library.plan.own[index - 1] ?? 0) + stories.length;
  const random: Random = fileRandom(library.plan.options, index, 9);
  const entries: Entry[] = [];
  for (let ordinal = 0; ordinal < available && entries.length < count; ordinal += 1) {
    const needed = count - entries.length;
    if (!chance(random, needed / (available - ordinal))) continue;
    const story = stories[ordinal];
    entries.push(story === undefined ? mixedEntry(library, source, ordinal - stories.length) : storyEntry(story));
  }
  return entries;
}
