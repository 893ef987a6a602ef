// npm run bench: measures the figures that Firetrail promises, and prints one table. What is measured, and how:
//   import   a new process imports the whole set into a workspace on disk and closes it, five times, each time
//            between two measurements of the reference: decompressing the same files in as many threads as there are
//            cores, and nothing else. The ratio is to the mean of the two.
//   queries  the core, in this process, on a saved workspace that was opened anew; the p95 of each round.
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

async function run({ parts, set, largeSet, streamSet, awsSet, runs }: BenchOptions): Promise<void> {
  const facts = machineFacts(root);
  const lines: Measured[] = [];
  if (['import', 'queries', 'app'].some((part) => parts.has(part as 'import'))) {
    const folder = await dataSet(set);
    if (parts.has('import')) lines.push(...(await benchImport(folder, set.events, runs)));
    if (parts.has('queries')) lines.push(...(await queries(folder, set.events, runs)));
    if (parts.has('app')) lines.push(...(await benchApp(folder, set.events, runs)));
  }
  if (parts.has('streams')) lines.push(...(await benchStreams(await dataSet(streamSet), runs)));
  if (parts.has('aws')) lines.push(...(await benchAws(awsSet, runs)));
  if (parts.has('large')) lines.push(...(await benchLarge(await dataSet(largeSet), largeSet.events)));
  process.stdout.write(`\n${facts}\n\n${tableOf(lines)}\n`);
}

async function queries(folder: string, events: number, runs: number): Promise<readonly Measured[]> {
  const userDataDir = scratchDir('queries');
  say('Making the workspace for the queries');
  await importInto(userDataDir, folder, events);
  return benchQueries(userDataDir, events, runs);
}
