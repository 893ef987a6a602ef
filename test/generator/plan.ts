// Which files there are and how many records stand in each: a few numbers per file, from which every file can be made alone.
import { accounts } from './actors.ts';
import { alnum, chance, createRandom, fraction, heavyTail, integer, type Random } from './random.ts';

export type Options = {
  readonly events: number;
  readonly files: number;
  readonly accounts: number;
  readonly regions: number;
  readonly days: number;
  readonly seed: number;
  readonly duplicates: number;
  readonly streams: number;
  /** What happens to each stream at the least; some get four times as much. */
  readonly acts: number;
  readonly start: string;
};

export type LogFile = {
  readonly index: number;
  readonly account: string;
  readonly region: string;
  readonly isInsight: boolean;
  readonly isSorted: boolean;
  readonly windowStartMs: number;
  readonly windowEndMs: number;
  readonly stampMs: number;
  readonly suffix: string;
};

export type Plan = {
  readonly options: Options;
  readonly startMs: number;
  /** 1 where the file is a second delivery for the moment of the file before it. */
  readonly twins: Uint8Array;
  readonly places: Uint8Array;
  /** Records of the mix, and copies of records of the file before. */
  readonly own: Uint32Array;
  readonly copies: Uint32Array;
};

export const regions = [
  'us-east-1',
  'eu-west-1',
  'eu-central-1',
  'us-west-2',
  'ap-southeast-2',
  'us-east-2',
  'ap-northeast-1',
  'sa-east-1',
] as const;

const dayMs = 86_400_000;
const emptyShare = 0.004;
const insightShare = 0.002;

export function fileRandom(options: Options, index: number, purpose: number): Random {
  return createRandom(options.seed, index, 1_000_000_007 + purpose);
}

/** `storyRecords` of the events are set aside for stories told elsewhere. */
export function createPlan(options: Options): Plan {
  if (options.accounts > accounts.length) throw new Error(`At most ${accounts.length} accounts`);
  if (options.regions > regions.length) throw new Error(`At most ${regions.length} regions`);
  const twins = new Uint8Array(options.files);
  const places = new Uint8Array(options.files);
  const twinShare = Math.min(0.9, options.duplicates * 2.5);
  for (let index = 0; index < options.files; index += 1) {
    const random = fileRandom(options, index, 1);
    const isTwin = chance(random, twinShare) && index > 0 && twins[index - 1] === 0 && !isInsight(options, index - 1);
    twins[index] = isTwin ? 1 : 0;
    places[index] = isTwin ? (places[index - 1] ?? 0) : pickPlace(random, options);
  }
  return {
    options,
    startMs: Date.parse(`${options.start}T00:00:00Z`),
    twins,
    places,
    own: new Uint32Array(options.files),
    copies: new Uint32Array(options.files),
  };
}

/** The first accounts and regions are the busiest. */
function pickPlace(random: Random, options: Options): number {
  const account = Math.floor(options.accounts * fraction(random) ** 1.6);
  const region = Math.floor(options.regions * fraction(random) ** 1.8);
  return account * options.regions + region;
}

function isInsight(options: Options, index: number): boolean {
  return chance(fileRandom(options, index, 2), insightShare);
}

/** Deals the records out: exactly `records` in all, `options.duplicates` of them copies, as near as the twins allow. */
export function dealRecords(plan: Plan, records: number, stories: (index: number) => number): void {
  const { options } = plan;
  const weights = new Float64Array(options.files);
  let sum = 0;
  for (let index = 0; index < options.files; index += 1) {
    const weight = plan.twins[index] === 1 ? (weights[index - 1] ?? 0) * 0.9 : weightOf(plan, index);
    weights[index] = weight;
    sum += weight;
  }
  let dealt = 0;
  let reached = 0;
  let owed = 0;
  for (let index = 0; index < options.files; index += 1) {
    reached += weights[index] ?? 0;
    const total = Math.round((records * reached) / sum) - dealt;
    dealt += total;
    owed += total * options.duplicates;
    const isTwin = plan.twins[index] === 1;
    const available = isTwin ? (plan.own[index - 1] ?? 0) + stories(index - 1) : 0;
    const copies = Math.min(total, available, Math.floor(owed));
    owed -= copies;
    plan.copies[index] = copies;
    plan.own[index] = total - copies;
  }
}

function weightOf(plan: Plan, index: number): number {
  const random = fileRandom(plan.options, index, 3);
  if (isInsight(plan.options, index) || chance(random, emptyShare)) return 0;
  const hour = new Date(stampOf(plan, index)).getUTCHours();
  return heavyTail(random, 1.25) * (1.2 - Math.cos(((hour - 2) / 24) * 2 * Math.PI));
}

function stampOf(plan: Plan, index: number): number {
  const { options, startMs } = plan;
  const isTwin = plan.twins[index] === 1;
  const random = fileRandom(options, isTwin ? index - 1 : index, 4);
  const spanMs = options.days * dayMs - 900_000;
  const lateMs = isTwin ? 60_000 : 0;
  return (
    startMs + 840_000 + lateMs + Math.floor(((index - (isTwin ? 1 : 0) + fraction(random)) / options.files) * spanMs)
  );
}

export function logFile(plan: Plan, index: number): LogFile {
  const { options } = plan;
  const place = plan.places[index] ?? 0;
  const isTwin = plan.twins[index] === 1;
  const random = fileRandom(options, isTwin ? index - 1 : index, 5);
  const baseMs = stampOf(plan, isTwin ? index - 1 : index);
  const windowEndMs = baseMs - 125_000 - integer(random, 150_000);
  const own = fileRandom(options, index, 6);
  return {
    index,
    account: accounts[Math.floor(place / options.regions)] ?? accounts[0],
    region: regions[place % options.regions] ?? regions[0],
    isInsight: !isTwin && isInsight(options, index),
    isSorted: chance(own, 0.6),
    windowStartMs: windowEndMs - 170_000 - integer(random, 110_000),
    windowEndMs,
    stampMs: stampOf(plan, index),
    suffix: alnum(own, 16),
  };
}

export function folderOf(file: { account: string; region: string; stampMs: number }, folder: string): string {
  const day = new Date(file.stampMs).toISOString().slice(0, 10).replaceAll('-', '/');
  return `AWSLogs/${file.account}/${folder}/${file.region}/${day}`;
}

function stampText(stampMs: number): string {
  return `${new Date(stampMs).toISOString().slice(0, 16).replace(/[-:]/g, '')}Z`;
}

export function pathOf(file: Pick<LogFile, 'account' | 'region' | 'isInsight' | 'stampMs' | 'suffix'>): string {
  const folder = file.isInsight ? 'CloudTrail-Insight' : 'CloudTrail';
  return `${folderOf(file, folder)}/${file.account}_${folder}_${file.region}_${stampText(file.stampMs)}_${file.suffix}.json.gz`;
}
