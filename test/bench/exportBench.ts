// Exports of all events of a saved workspace, as the window asks for them: how fast they are written, and how long the
// core does not answer meanwhile. The reference is `cp` of the file that came of it, in the same run.
import { execFile } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';

import { columns } from '../../shared/events/columns.ts';
import { defaultSort } from '../../shared/events/query.ts';
import { openCore, type BenchCore } from './benchCore.ts';
import { scratchDir } from './dataSets.ts';
import { limited, median, type Measured } from './measure.ts';
import { say } from './processes.ts';

type Format = 'ndjson' | 'csv' | 'json' | 'parquet';

type Written = { readonly mbPerSecond: number; readonly copiedMbPerSecond: number; readonly longestStallMs: number };

/** In MB/s; of the others nothing is promised. */
const goals: Readonly<Record<Format, number | undefined>> = {
  ndjson: 100,
  csv: 50,
  json: undefined,
  parquet: undefined,
};

export async function benchExports(userDataDir: string, events: number, runs: number): Promise<readonly Measured[]> {
  const core = await openCore(userDataDir);
  const dir = scratchDir('exports');
  try {
    await core.openLatest();
    const lines: Measured[] = [];
    const stalls: number[] = [];
    for (const format of Object.keys(goals) as Format[]) {
      const written: Written[] = [];
      for (let run = 1; run <= runs; run += 1) written.push(await exportOnce(core, format, path.join(dir, 'events')));
      stalls.push(Math.max(...written.map(({ longestStallMs }) => longestStallMs)));
      lines.push(lineOf(format, events, written));
    }
    return [...lines, limited('longest time the core does not answer while it exports', stalls, 'ms', 20)];
  } finally {
    await core.close();
  }
}

async function exportOnce(core: BenchCore, format: Format, file: string): Promise<Written> {
  const stalls = monitorEventLoopDelay({ resolution: 1 });
  stalls.enable();
  const startedMs = performance.now();
  await core.exportEvents(file, {
    format,
    query: { filter: '', sort: [...defaultSort], timeZone: 'UTC' },
    columns: columns.filter(({ type }) => type !== 'record').map(({ id }) => id),
  });
  const seconds = (performance.now() - startedMs) / 1000;
  stalls.disable();
  const megabytes = statSync(file).size / 1e6;
  const copied = await secondsToCopy(file);
  rmSync(file);
  say(`${format}: ${megabytes.toFixed(0)} MB in ${seconds.toFixed(2)} s, cp ${copied.toFixed(2)} s`);
  return {
    mbPerSecond: megabytes / seconds,
    copiedMbPerSecond: megabytes / copied,
    longestStallMs: stalls.max / 1e6,
  };
}

async function secondsToCopy(file: string): Promise<number> {
  const copy = `${file}.copy`;
  const startedMs = performance.now();
  await promisify(execFile)('cp', [file, copy]);
  const seconds = (performance.now() - startedMs) / 1000;
  rmSync(copy);
  return seconds;
}

function lineOf(format: Format, events: number, written: readonly Written[]): Measured {
  const speeds = written.map(({ mbPerSecond }) => mbPerSecond);
  const goal = goals[format];
  const range = `${Math.min(...speeds).toFixed(0)}–${Math.max(...speeds).toFixed(0)}`;
  return {
    what: `export of ${events.toLocaleString('en')} events as ${format.toUpperCase()}`,
    measured: `${median(speeds).toFixed(0)} (${range}) MB/s`,
    reference: `cp: ${median(written.map(({ copiedMbPerSecond }) => copiedMbPerSecond)).toFixed(0)} MB/s`,
    goal:
      goal === undefined
        ? { text: '', isReached: true }
        : { text: `≥ ${goal} MB/s`, isReached: median(speeds) >= goal },
  };
}
