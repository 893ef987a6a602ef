// What to measure, and how often.
import { parseArgs } from 'node:util';

const parts = ['import', 'queries', 'export', 'streams', 'aws', 'app', 'large'] as const;

export type BenchPart = (typeof parts)[number];

export type BenchOptions = {
  readonly runs: number;
  readonly parts: ReadonlySet<BenchPart>;
  /** The set that everything but `large` is measured on. */
  readonly set: DataSet;
  readonly largeSet: DataSet;
  readonly streamSet: DataSet;
  readonly awsSet: AwsSet;
};

/** Objects in the bucket that is imported, and in the one whose size must not show in memory. */
export type AwsSet = { readonly objectsPerDay: number; readonly manyObjectsPerDay: number };

export type DataSet = {
  readonly events: number;
  readonly files: number;
  /** A set in which streams have many calls: how many streams. */
  readonly streams?: number;
};

export const usage = `Usage: npm run bench [-- [--only ${parts.join('|')}[,…]] [--runs N] [--quick]]
Without --only everything but "large" (10 million events: some 5 GB of disk, half an hour).
--quick: a tenth of the events and one run; says whether the benchmarks work, not whether the goals are reached.`;

export class UsageError extends Error {}

export function readOptions(args: readonly string[]): BenchOptions {
  const { only, runs, quick } = parse(args);
  const scale = quick ? 10 : 1;
  const count = Number(runs ?? (quick ? 1 : 5));
  if (!Number.isInteger(count) || count < 1) throw new UsageError(`--runs is a number from 1, not ${runs}`);
  return {
    runs: count,
    parts: new Set(
      only === undefined ? ['import', 'queries', 'export', 'streams', 'aws', 'app'] : only.split(',').map(partOf),
    ),
    set: { events: 1_000_000 / scale, files: 20_000 / scale },
    streamSet: { events: 1_000_000 / scale, files: 20_000 / scale, streams: 1000 / scale },
    awsSet: { objectsPerDay: Math.ceil(167 / scale), manyObjectsPerDay: 2000 / scale },
    largeSet: { events: 10_000_000 / scale, files: 200_000 / scale },
  };
}

function parse(args: readonly string[]) {
  try {
    const options = { only: { type: 'string' }, runs: { type: 'string' }, quick: { type: 'boolean' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function partOf(text: string): BenchPart {
  const part = parts.find((candidate) => candidate === text);
  if (part === undefined) throw new UsageError(`--only takes ${parts.join(', ')}, not ${text}`);
  return part;
}
