// What stands in the buckets: logs of our generator of the last days, as CloudTrail lays them down, with what lies
// beside them in a real bucket.
import { gzipSync } from 'node:zlib';

import { createLibrary, logRecords, logText } from '../generator/contents.ts';
import { digestPath, digestText } from '../generator/insight.ts';
import { logFile, pathOf, type Options } from '../generator/plan.ts';

const dayMs = 86_400_000;

export type WorldLogs = {
  /** Object by key. */
  readonly objects: ReadonlyMap<string, Buffer>;
  /** Keys of log files, in their order. */
  readonly logKeys: readonly string[];
};

type LogsOptions = Pick<Options, 'events' | 'files' | 'accounts' | 'regions' | 'days' | 'seed'>;

/** Today, less so many days: 2026-11-17. */
export function dayAgo(days: number, nowMs = Date.now()): string {
  return new Date(nowMs - days * dayMs).toISOString().slice(0, 10);
}

/** Logs of whole days, the last of which is yesterday: nothing is of the future. */
export function createLogs(asked: LogsOptions, prefix = ''): WorldLogs {
  const library = createLibrary(generatorOptions(asked));
  const objects = new Map<string, Buffer>();
  const logKeys: string[] = [];
  for (let index = 0; index < asked.files; index += 1) {
    const key = prefix + pathOf(logFile(library.plan, index));
    logKeys.push(key);
    objects.set(key, gzipSync(logText(library, index).text));
    if (index % 10 === 0) addBeside(objects, prefix, logFile(library.plan, index));
  }
  return { objects, logKeys: logKeys.sort() };
}

/** Records as text, for Event history; the newest of them are of yesterday. */
export function createRecords(asked: LogsOptions): readonly string[] {
  const library = createLibrary(generatorOptions(asked));
  return Array.from({ length: asked.files }, (_, index) => logRecords(library, index)).flat();
}

function generatorOptions(asked: LogsOptions): Options {
  return { ...asked, duplicates: 0.02, streams: 3, acts: 6, start: dayAgo(asked.days) };
}

/** Digests of CloudTrail, and folders of services that write below AWSLogs too. */
function addBeside(
  objects: Map<string, Buffer>,
  prefix: string,
  file: { readonly account: string; readonly region: string; readonly stampMs: number },
): void {
  const { account, region, stampMs } = file;
  const place = { account, region, endMs: Math.ceil(stampMs / 3_600_000) * 3_600_000 };
  objects.set(prefix + digestPath(place), gzipSync(digestText(place, [])));
  const day = new Date(stampMs).toISOString().slice(0, 10).replaceAll('-', '/');
  const folder = `${prefix}AWSLogs/${account}`;
  objects.set(`${folder}/Config/${region}/${day}/ConfigHistory/${account}_Config_${region}.json.gz`, gzipSync('{}'));
  objects.set(`${folder}/vpcflowlogs/${region}/${day}/${account}_vpcflowlogs_${region}.log.gz`, gzipSync('version\n'));
}
