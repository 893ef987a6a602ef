// One thing that is asked of the core about a bucket, in a process of its own: awsRun.ts '{"step":…}'. Prints what came
// of it as JSON. The environment names the profile files.
import type { S3Source } from '../../shared/ipc/sourceSpec.ts';
import { openCore, type BenchCore } from './benchCore.ts';
import { treeMemory, watchMemory } from './processMemory.ts';

export type AwsStep = {
  readonly step: 'find' | 'days' | 'import' | 'refresh';
  readonly userDataDir: string;
  readonly source: S3Source;
  /** Takes time of its own. */
  readonly watchesMemory?: boolean;
};

export type AwsStepResult = {
  readonly seconds: number;
  /** Accounts and regions, days, or records, as the step is. */
  readonly found: readonly number[];
  /** Of this process, in MB: before anything was asked, and the highest since. */
  readonly idleMemory: number;
  readonly highestMemory: number;
};

const [text] = process.argv.slice(2);
if (text === undefined) throw new Error('Give a step as JSON');
const asked = JSON.parse(text) as AwsStep;

const core = await openCore(asked.userDataDir);
if (asked.step === 'refresh') await core.openLatest();
const idleMemory = treeMemory(process.pid);
const memory = asked.watchesMemory === true ? watchMemory(process.pid, 500) : undefined;
const startedMs = performance.now();
const found = await run(core, asked);
const seconds = (performance.now() - startedMs) / 1000;
const result: AwsStepResult = { seconds, found, idleMemory, highestMemory: memory?.stop() ?? idleMemory };
await core.close();
process.stdout.write(JSON.stringify(result));

async function run(bench: BenchCore, { step, source }: AwsStep): Promise<readonly number[]> {
  const { client } = bench;
  const searchId = 'bench';
  switch (step) {
    case 'find': {
      const { profile, endpoint, bucket: location } = source;
      const { trails } = await client.call('trails.find', { searchId, profile, endpoint, location });
      const accounts = trails.flatMap((trail) => trail.accounts);
      return [accounts.length, accounts.reduce((sum, { regions }) => sum + regions.length, 0)];
    }
    case 'days': {
      const { days } = await client.call('trails.days', { searchId, source });
      return [days.length];
    }
    case 'import':
      await bench.importRemote(source);
      return [(await client.call('workspace.current', {})).workspace?.counts.read ?? 0];
    case 'refresh':
      await bench.refresh();
      return [(await client.call('workspace.current', {})).workspace?.counts.read ?? 0];
  }
}
