// A bucket as the app meets it: finding what is in it, fetching and importing, refreshing, and how much memory many
// objects take. What is measured runs in processes of its own, and so does the server.
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { accountNumbers, layoutRegions, type LayoutOptions } from '../aws/keySpaceLayouts.ts';
import { servedRegion, startS3ServerProcess, type S3ServerProcess } from '../aws/s3ServerProcess.ts';
import type { S3Source } from '../../shared/ipc/sourceSpec.ts';
import type { AwsFetch } from './awsFetch.ts';
import { findCommandLine, secondsForEach, secondsToCopy, type ReferenceBucket } from './awsReference.ts';
import type { AwsStep, AwsStepResult } from './awsRun.ts';
import { scratchDir } from './dataSets.ts';
import { compared, counted, faster, limited, ratioOf, type ComparedRun, type Measured } from './measure.ts';
import type { AwsSet } from './options.ts';
import { runScript, say } from './processes.ts';

const latencyMs = 30;
/** Objects that are fetched one after the other; the time for all is worked out from them. */
const oneByOne = 250;
const firstDay = '2026-01-01';
const [account = ''] = accountNumbers(1);
const [region] = layoutRegions;
/** The whole of what is imported: 30 days. */
const month = { from: '2026-01-01', to: '2026-01-30' };
const single = { accounts: 1, regions: 1, firstDay } as const;

/** `wide` has days for every account and region; `trail` is imported; `many` has more objects than memory should notice. */
function buckets({ objectsPerDay, manyObjectsPerDay }: AwsSet) {
  const wide: LayoutOptions = {
    accounts: 20,
    regions: layoutRegions.length,
    days: 365,
    firstDay: '2025-11-20',
    filesPerDay: 2,
    otherFolders: ['CloudTrail-Digest', 'CloudTrail-Insight'],
  };
  const trail: LayoutOptions = { ...single, days: 30, filesPerDay: objectsPerDay, sizeBytes: 20_000 };
  const many: LayoutOptions = { ...single, days: 50, filesPerDay: manyObjectsPerDay, sizeBytes: 2000 };
  return { wide, trail, many };
}

export async function benchAws(set: AwsSet, runs: number): Promise<readonly Measured[]> {
  const layouts = buckets(set);
  const server = await startS3ServerProcess({ latencyMs, buckets: layouts });
  const bench = new AwsBench(server);
  try {
    const finding = await bench.finding();
    const importing = await bench.importing(layouts.trail, runs);
    const fetching = await bench.fetching(layouts.trail, runs);
    return [...importing, ...fetching, ...finding, ...(await bench.memory(layouts.many))];
  } finally {
    server.stop();
  }
}

class AwsBench {
  private readonly server: S3ServerProcess;
  private readonly env: NodeJS.ProcessEnv;

  constructor(server: S3ServerProcess) {
    this.server = server;
    this.env = profileEnvironment();
  }

  async finding(): Promise<readonly Measured[]> {
    const source = this.source('wide', { range: {} });
    const found = await this.counted({ step: 'find', userDataDir: scratchDir('aws'), source });
    requireEqual('accounts and regions', found.result.found, [20, 20 * layoutRegions.length]);
    const days = await this.counted({ step: 'days', userDataDir: scratchDir('aws'), source });
    requireEqual('days', days.result.found, [365]);
    say(
      `aws: accounts and regions in ${found.result.seconds.toFixed(2)} s, days in ${days.result.seconds.toFixed(2)} s`,
    );
    const what = `20 accounts × ${layoutRegions.length} regions × 365 days`;
    return [
      counted(`requests to find accounts and regions in ${what}`, found.requests, 60),
      counted('requests to find the days of one account and region in it', days.requests, 40),
    ];
  }

  /** Each run into a new workspace, with an empty cache; then the workspace of the last run is refreshed. */
  async importing(layout: LayoutOptions, runs: number): Promise<readonly Measured[]> {
    const source = this.source('trail', { range: month });
    const objects = objectsIn(layout);
    const measured: ComparedRun[] = [];
    const refreshes: number[] = [];
    let records = 0;
    for (let run = 1; run <= runs; run += 1) {
      const userDataDir = scratchDir('aws');
      const before = (await secondsForEach(this.reference('trail'), oneByOne)) * objects;
      const { result, requests, highestAtOnce } = await this.counted({ step: 'import', userDataDir, source });
      const after = (await secondsForEach(this.reference('trail'), oneByOne)) * objects;
      measured.push({ seconds: result.seconds, before, after });
      records = result.found[0] ?? 0;
      say(
        `aws import ${run}: ${result.seconds.toFixed(2)} s for ${records.toLocaleString('en')} events, ${requests} requests, ${highestAtOnce} at once`,
      );
      const refreshed = await this.counted({ step: 'refresh', userDataDir, source });
      requireEqual('records after a refresh', refreshed.result.found, [records]);
      refreshes.push(refreshed.result.seconds);
      say(`aws refresh ${run}: ${refreshed.result.seconds.toFixed(2)} s, ${refreshed.requests} requests`);
    }
    const what = `${objects.toLocaleString('en')} objects of 20 KB`;
    return [
      faster(
        `${what} fetched and imported (${records.toLocaleString('en')} events), against fetching alone one after the other (worked out from ${oneByOne})`,
        measured,
        10,
      ),
      limited(`refresh with nothing new: 30 days with ${what}, one account and region`, refreshes, 's', 3),
    ];
  }

  async fetching(layout: LayoutOptions, runs: number): Promise<readonly Measured[]> {
    const commandLine = findCommandLine();
    const objects = objectsIn(layout);
    const measured: ComparedRun[] = [];
    const alone: number[] = [];
    for (let run = 1; run <= runs; run += 1) {
      const reference = this.reference('trail');
      const before = commandLine === undefined ? 0 : await secondsToCopy(commandLine, reference);
      const fetched = await this.fetch('trail');
      const after = commandLine === undefined ? 0 : await secondsToCopy(commandLine, reference);
      requireEqual('objects fetched', [fetched.objects], [objects]);
      measured.push({ seconds: fetched.seconds, before, after });
      alone.push(fetched.seconds);
      say(
        `aws fetch ${run}: ${fetched.seconds.toFixed(2)} s${commandLine === undefined ? '' : `, ${ratioOf({ seconds: fetched.seconds, before, after }).toFixed(2)} × ${commandLine.version}`}`,
      );
    }
    const what = `${objects.toLocaleString('en')} objects of 20 KB fetched, not read`;
    if (commandLine !== undefined)
      return [compared(`${what}, against aws s3 cp --recursive (${commandLine.version})`, measured, 1)];
    say('aws: there is no `aws` on this machine, so fetching is compared with nothing');
    return [limited(`${what} (no aws on this machine to compare with)`, alone, 's', Number.POSITIVE_INFINITY)];
  }

  async memory(layout: LayoutOptions): Promise<readonly Measured[]> {
    const fetched = await this.fetch('many', ['memory']);
    requireEqual('objects fetched', [fetched.objects], [objectsIn(layout)]);
    say(
      `aws memory: ${fetched.objects.toLocaleString('en')} objects in ${fetched.seconds.toFixed(1)} s, ${fetched.idleMemory.toFixed(0)} MB before, at most ${fetched.highestMemory.toFixed(0)} MB`,
    );
    const what = `memory above idle while ${fetched.objects.toLocaleString('en')} objects are listed and fetched`;
    return [limited(what, [fetched.highestMemory - fetched.idleMemory], 'MB', 300)];
  }

  private async fetch(bucket: string, more: readonly string[] = []): Promise<AwsFetch> {
    const source = JSON.stringify(this.source(bucket, { range: {} }));
    return JSON.parse(
      await runScript('test/bench/awsFetch.ts', [source, scratchDir('aws-cache'), ...more], this.env),
    ) as AwsFetch;
  }

  /** Runs a step, with the number of requests it made. */
  private async counted(step: AwsStep) {
    await this.server.forget();
    const result = JSON.parse(
      await runScript('test/bench/awsRun.ts', [JSON.stringify(step)], this.env),
    ) as AwsStepResult;
    const { requests, highestAtOnce } = await this.server.report();
    return { result, requests: requests.length, highestAtOnce };
  }

  private source(bucket: string, more: Pick<S3Source, 'range'>): S3Source {
    return {
      kind: 's3',
      profile: 'bench',
      endpoint: this.server.endpoint,
      bucket,
      prefix: '',
      layout: 'trail',
      accounts: [account],
      regions: [region],
      trailKinds: ['CloudTrail'],
      ...more,
    };
  }

  private reference(bucket: string): ReferenceBucket {
    const prefix = `AWSLogs/${account}/CloudTrail/${region}/`;
    return { endpoint: this.server.endpoint, region: servedRegion, bucket, prefix };
  }
}

function objectsIn({ days, filesPerDay }: LayoutOptions): number {
  return days * filesPerDay;
}

function requireEqual(what: string, found: readonly number[], expected: readonly number[]): void {
  if (found.join() !== expected.join()) throw new Error(`${what}: ${found.join()}, not ${expected.join()}`);
}

/** Keys that the server takes, in files of their own: nobody's profiles are read. */
function profileEnvironment(): NodeJS.ProcessEnv {
  const dir = scratchDir('aws-home');
  const config = path.join(dir, 'config');
  const credentials = path.join(dir, 'credentials');
  writeFileSync(config, `[profile bench]\nregion = ${servedRegion}\n`);
  writeFileSync(credentials, '[bench]\naws_access_key_id = AKIABENCH\naws_secret_access_key = bench\n');
  return { ...process.env, AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials, AWS_PROFILE: undefined };
}
