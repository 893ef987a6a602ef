// A month of three accounts: everyday calls, and around each step of a stream's life a file of its moment.
import { createCast } from '../cast.ts';
import { createLibrary, logRecords } from '../contents.ts';
import { stepRecord } from '../firehose/tell.ts';
import type { Life, Step } from '../firehose/life.ts';
import { logFile, type Options } from '../plan.ts';
import { alnum, createRandom, integer } from '../random.ts';
import { mixedRecord } from '../record.ts';
import { lives } from './lives.ts';
import { logSample, type SampleFile } from './sampleFile.ts';

export const seed = 20_260_601;
export const startMs = Date.parse('2026-06-01T00:00:00Z');

const options: Options = {
  events: 6400,
  files: 230,
  accounts: 3,
  regions: 4,
  days: 30,
  seed,
  duplicates: 0.05,
  streams: 0,
  acts: 6,
  start: '2026-06-01',
};

export function sampleLogs(): readonly SampleFile[] {
  const library = createLibrary(options);
  const everyday = Array.from({ length: options.files }, (_, index) => {
    return logSample(logFile(library.plan, index), logRecords(library, index));
  });
  return [...everyday, ...lives.flatMap(lifeFiles)];
}

function lifeFiles(life: Life, lifeIndex: number): readonly SampleFile[] {
  return moments(life.steps).map((steps, moment) => momentFile(life, steps, lifeIndex * 100 + moment));
}

/** Steps that lie at most three minutes apart stand in one file. */
function moments(steps: readonly Step[]): readonly (readonly Step[])[] {
  const groups: Step[][] = [];
  for (const step of steps) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group !== undefined && first !== undefined && step.minute - first.minute <= 3) group.push(step);
    else groups.push([step]);
  }
  return groups;
}

function momentFile(life: Life, steps: readonly Step[], number: number): SampleFile {
  const { account, region } = life.place;
  const random = createRandom(seed, number, 88);
  const cast = createCast(seed, account);
  const firstMs = startMs + (steps[0]?.minute ?? 0) * 60_000;
  const told = steps.map((step, order) => lifeRecord(life, step, number * 64 + order));
  const around = Array.from({ length: 3 + integer(random, 12) }, () =>
    mixedRecord(random, cast, { account, region, timeMs: firstMs - 60_000 + integer(random, 280_000) }),
  );
  const half = integer(random, around.length);
  const records = [...around.slice(0, half), ...told, ...around.slice(half)];
  return logSample(
    { account, region, isInsight: false, stampMs: firstMs + 360_000, suffix: alnum(random, 16) },
    records,
  );
}

export function lifeRecord(life: Life, step: Step, number: number): string {
  const timeMs = startMs + step.minute * 60_000 + integer(createRandom(seed, number, 44), 50) * 1000;
  return stepRecord({ place: life.place, step, timeMs, seed: seed + number });
}
