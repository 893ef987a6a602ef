// npm run bench: measures the figures that Firetrail promises, and prints one table. What is measured, and how:
//   import   a new process imports the whole set into a workspace on disk and closes it, five times, each time
//            between two measurements of the reference: decompressing the same files in as many threads as there are
//            cores, and nothing else. The ratio is to the mean of the two.
//   queries  the core, in this process, on a saved workspace that was opened anew; the p95 of each round.
//   export   all events written to a file in each format, by the core in this process; `cp` of that file as reference.
//   streams  histories of delivery streams: the rules alone, and the core on a log of which a tenth are calls of Firehose.
//   aws      a bucket on loopback, its server in a process of its own, 30 ms added to each answer: fetching, listing,
//            refreshing, memory. The reference for fetching alone is `aws s3 cp --recursive`, where there is one.
//   app      Electron, from the outside: first rows, start, memory (PSS of all its processes).
//   large    ten million events in the app, once.
// Each line shows the median of the rounds, with the lowest and the highest. Logs come from test/generator and are
// kept in ~/.cache/firetrail/bench.
import { benchApp } from './appBench.ts';
import { benchAws } from './awsBench.ts';
import { dataSet, removeScratch, scratchDir } from './dataSets.ts';
import { benchExports } from './exportBench.ts';
import { benchImport, importInto } from './importBench.ts';
import { benchLarge } from './largeBench.ts';
import { machineFacts } from './machine.ts';
import type { Measured } from './measure.ts';
import { readOptions, usage, UsageError, type BenchOptions } from './options.ts';
import { root, say } from './processes.ts';
import { benchQueries } from './queryBench.ts';
import { benchStreams } from './streamBench.ts';
import { tableOf } from './table.ts';

try {
  await run(readOptions(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n${usage}\n`);
  process.exitCode = 2;
} finally {
  removeScratch();
}

async function run(options: BenchOptions): Promise<void> {
  const { parts, set, largeSet, streamSet, awsSet, runs } = options;
  const facts = machineFacts(root);
  const lines: Measured[] = [];
  if ((['import', 'queries', 'export', 'app'] as const).some((part) => parts.has(part))) {
    const folder = await dataSet(set);
    if (parts.has('import')) lines.push(...(await benchImport(folder, set.events, runs)));
    if (parts.has('queries') || parts.has('export')) lines.push(...(await ofSavedWorkspace(folder, options)));
    if (parts.has('app')) lines.push(...(await benchApp(folder, set.events, runs)));
  }
  if (parts.has('streams')) lines.push(...(await benchStreams(await dataSet(streamSet), runs)));
  if (parts.has('aws')) lines.push(...(await benchAws(awsSet, runs)));
  if (parts.has('large')) lines.push(...(await benchLarge(await dataSet(largeSet), largeSet.events)));
  process.stdout.write(`\n${facts}\n\n${tableOf(lines)}\n`);
}

async function ofSavedWorkspace(folder: string, { parts, set, runs }: BenchOptions): Promise<readonly Measured[]> {
  const userDataDir = scratchDir('saved');
  say('Making the workspace that is asked and exported');
  await importInto(userDataDir, folder, set.events);
  return [
    ...(parts.has('queries') ? await benchQueries(userDataDir, set.events, runs) : []),
    ...(parts.has('export') ? await benchExports(userDataDir, set.events, runs) : []),
  ];
}
