// Histories of delivery streams: how long the rules take by themselves, and how long the core takes to list streams,
// open one and step through its versions.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { compareStates } from '../../shared/firehose/compare/comparison.ts';
import { sortCalls } from '../../shared/firehose/calls.ts';
import { rebuildHistory } from '../../shared/firehose/history.ts';
import type { StreamHistory } from '../../shared/firehose/model.ts';
import { rebuildStream } from '../../shared/firehose/stream.ts';
import type { Client } from '../../shared/ipc/client.ts';
import type { CallInput } from '../../shared/ipc/contract.ts';
import type { JsonObject } from '../../shared/json.ts';
import { openCore } from './benchCore.ts';
import { scratchDir } from './dataSets.ts';
import { recordsOfManyFields, recordsOfUpdates } from './longStream.ts';
import { limited, percentile, type Measured } from './measure.ts';
import { runScript, say } from './processes.ts';
import type { StreamRun } from './streamRun.ts';

const manyUpdates = 10_000;
const openedVersions = 500;
const manyFields = 500;
const timeZone = 'UTC';
/** What takes parts of a second is run more often; the first run, before anything is compiled, counts too. */
const shortRunsFactor = 3;

export async function benchStreams(folder: string, runs: number): Promise<readonly Measured[]> {
  const shortRuns = runs * shortRunsFactor;
  return [...benchRules(shortRuns), ...(await benchList(folder, runs)), ...(await benchOpening(shortRuns))];
}

function benchRules(runs: number): readonly Measured[] {
  const texts = recordsOfUpdates(manyUpdates);
  const records = parse(texts);
  // What the machine does today: reading the same records takes as long as it always did, or longer.
  const readMs = percentile(
    repeat(runs, () => void parse(texts)),
    0.5,
  );
  say(`streams: JSON.parse of the same ${manyUpdates.toLocaleString('en')} records takes ${readMs.toFixed(0)} ms`);
  const history = historyOf(recordsOfManyFields(manyFields));
  const versions = history.lifetimes[0]?.versions.length ?? 0;
  const [from, to] = [versions - 2, versions - 1].map((version) => ({ lifetime: 0, version }));
  if (from === undefined || to === undefined) throw new Error('Two versions expected');
  const rebuilt = repeat(runs, () => void rebuildHistory(records));
  const compared = repeat(runs, () => void compareStates(history, from, to, { timeZone, mask: () => null }));
  return [
    limited(
      `history of one stream with ${manyUpdates.toLocaleString('en')} updates, from parsed records`,
      rebuilt,
      'ms',
      200,
    ),
    limited(`what differs between two configurations of ${manyFields} fields`, compared, 'ms', 10),
  ];
}

/** The list after a fresh import, and on a saved workspace. */
async function benchList(folder: string, runs: number): Promise<readonly Measured[]> {
  const imports: StreamRun[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const file = path.join(scratchDir('streams'), 'workspace.duckdb');
    const imported = JSON.parse(await runScript('test/bench/streamRun.ts', [folder, file])) as StreamRun;
    imports.push(imported);
    say(
      `streams ${run}: import ${imported.importSeconds.toFixed(1)} s, list complete ${imported.completeSeconds.toFixed(2)} s after it; on the way ${imported.growth.join(', ')}; longest block ${imported.longestBlockMs.toFixed(0)} ms`,
    );
  }
  const [{ streams, calls } = { streams: 0, calls: 0 }] = imports;
  const what = `${streams.toLocaleString('en')} streams with ${calls.toLocaleString('en')} calls`;
  return [
    limited(
      `${what}: list complete after the end of a fresh import`,
      imports.map((run) => run.completeSeconds),
      's',
      5,
    ),
    limited(
      'longest time in which the core answers nobody meanwhile',
      imports.map((run) => run.longestBlockMs),
      'ms',
      50,
    ),
    limited(`${what}: list on a saved workspace`, await savedList(folder, runs), 'ms', 300),
  ];
}

async function savedList(folder: string, runs: number): Promise<readonly number[]> {
  const userDataDir = scratchDir('streams-saved');
  const first = await openCore(userDataDir);
  await first.importFolder(folder);
  await first.close();
  const timesMs: number[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const core = await openCore(userDataDir);
    await core.openLatest();
    timesMs.push(await timed(() => core.client.call('streams.list', {})));
    await core.close();
  }
  return timesMs;
}

/** Each run opens the workspace anew, so that no history is at hand. */
async function benchOpening(runs: number): Promise<readonly Measured[]> {
  const userDataDir = scratchDir('stream');
  const folder = path.join(userDataDir, 'logs');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'long.json'), `{"Records":[${recordsOfUpdates(openedVersions).join(',')}]}`);
  const opened: number[] = [];
  const stepped: number[] = [];
  const first = await openCore(userDataDir);
  await first.importFolder(folder);
  await first.close();
  for (let run = 1; run <= runs; run += 1) {
    const core = await openCore(userDataDir);
    await core.openLatest();
    const [stream] = (await core.client.call('streams.list', {})).streams;
    if (stream === undefined) throw new Error('A stream expected');
    const { account, region, name } = stream;
    const step = stepper(core.client, { account, region, name });
    opened.push(
      await timed(async () => {
        await core.client.call('streams.timeline', { stream: { account, region, name } });
        await step(openedVersions - 1);
      }),
    );
    const timesMs: number[] = [];
    for (let version = openedVersions - 2; version > 0; version -= 5) timesMs.push(await timed(() => step(version)));
    stepped.push(percentile(timesMs, 0.95));
    await core.close();
  }
  return [
    limited(`opening a stream of ${openedVersions} versions: timeline and first comparison`, opened, 'ms', 100),
    limited('stepping to another version: p95', stepped, 'ms', 50),
  ];
}

function stepper(client: Client, stream: CallInput<'streams.timeline'>['stream']) {
  return (version: number) => {
    const [from, to] = [version - 1, version].map((index) => ({ lifetime: 0, version: index }));
    if (from === undefined || to === undefined) throw new Error('Two versions expected');
    return client.call('streams.compare', { stream, from, to, timeZone });
  };
}

function repeat(runs: number, run: () => void): readonly number[] {
  return Array.from({ length: runs }, () => {
    const startedMs = performance.now();
    run();
    return performance.now() - startedMs;
  });
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await run();
  return performance.now() - startedMs;
}

function parse(texts: readonly string[]): readonly JsonObject[] {
  return texts.map((text) => JSON.parse(text) as JsonObject);
}

function historyOf(texts: readonly string[]): StreamHistory {
  const [stream] = sortCalls(parse(texts)).streams;
  if (stream === undefined) throw new Error('A stream expected');
  return rebuildStream(stream);
}
