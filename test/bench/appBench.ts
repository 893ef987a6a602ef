// The app from outside: how soon there is something to read, and how much memory all of its processes take.
import {
  callCore,
  chooseFolder,
  closeWorkspace,
  readAround,
  startApp,
  waitForRows,
  waitUntilIdle,
  type BenchApp,
} from './benchApp.ts';
import { scratchDir } from './dataSets.ts';
import { limited, median, type Measured } from './measure.ts';
import { treeMemory, watchMemory } from './processMemory.ts';
import { say } from './processes.ts';
import { benchReading, benchReopening } from './readingBench.ts';

/** Looking at a gigabyte takes the kernel some 10 ms, in which the process cannot get more memory. */
const sampleEveryMs = 500;

type AppImport = {
  readonly firstRows: number;
  readonly wasWalked: boolean;
  readonly peak: number;
  readonly seconds: number;
};

/** Every run imports the folder in a new app, then starts the app again on the workspace this made. */
export async function benchApp(folder: string, events: number, runs: number): Promise<readonly Measured[]> {
  const imports: AppImport[] = [];
  const starts: { seconds: number; memory: number }[] = [];
  let lastDir = '';
  for (let run = 1; run <= runs; run += 1) {
    const userDataDir = scratchDir('app');
    lastDir = userDataDir;
    const imported = await importInApp(userDataDir, folder);
    const started = await startOnSaved(userDataDir);
    imports.push(imported);
    starts.push(started);
    say(
      `app ${run}: rows after ${imported.firstRows.toFixed(2)} s, import ${imported.seconds.toFixed(1)} s with at most ${imported.peak.toFixed(0)} MB, start ${started.seconds.toFixed(2)} s, open ${started.memory.toFixed(0)} MB`,
    );
  }
  const all = events.toLocaleString('en');
  const reading = await readSaved(lastDir, all);
  return [
    firstRowsLine(imports),
    limited(
      `memory (PSS of all processes): highest while ${all} events are imported`,
      imports.map((run) => run.peak),
      'MB',
      2500,
    ),
    limited(
      `memory: ${all} events open on a saved workspace, after some reading`,
      starts.map((run) => run.memory),
      'MB',
      1000,
    ),
    limited(
      `start of the app to rows, saved workspace of ${all} events`,
      starts.map((run) => run.seconds),
      's',
      2.5,
    ),
    ...reading,
  ];
}

async function readSaved(userDataDir: string, all: string): Promise<readonly Measured[]> {
  const bench = await startApp(userDataDir);
  try {
    await waitForRows(bench.page);
    return [...(await benchReading(bench, all)), await benchReopening(bench)];
  } finally {
    await bench.app.close();
  }
}

function firstRowsLine(imports: readonly AppImport[]): Measured {
  const seconds = imports.map((run) => run.firstRows);
  const line = limited('first rows on screen after choosing the folder', seconds, 's', 1);
  const isBeforeEnd = imports.every((run) => !run.wasWalked);
  return { ...line, goal: { text: '< 1 s, before the walk ends', isReached: median(seconds) < 1 && isBeforeEnd } };
}

/** Chooses the folder in a new app and waits for the import's end. */
export async function importInApp(userDataDir: string, folder: string): Promise<AppImport> {
  const bench = await startApp(userDataDir);
  try {
    await closeWorkspace(bench);
    const memory = watchMemory(bench.pid, sampleEveryMs);
    const startedMs = performance.now();
    await chooseFolder(bench, folder);
    await waitForRows(bench.page);
    const firstRows = (performance.now() - startedMs) / 1000;
    const wasWalked = (await importJob(bench)).counts.isTotalKnown;
    await waitUntilIdle(bench.page);
    const job = await importJob(bench);
    if (job.phase !== 'done') throw new Error(`The import in the app is ${job.phase}`);
    return { firstRows, wasWalked, peak: memory.stop(), seconds: job.counts.elapsedMs / 1000 };
  } finally {
    await bench.app.close();
  }
}

async function importJob({ page }: BenchApp) {
  const { jobs } = await callCore(page, 'jobs.list', {});
  // The first start has imported the sample logs before.
  const job = jobs.findLast(({ kind }) => kind === 'import');
  if (job === undefined) throw new Error('The app has no import');
  return job;
}

async function startOnSaved(userDataDir: string): Promise<{ seconds: number; memory: number }> {
  const startedMs = performance.now();
  const bench = await startApp(userDataDir);
  try {
    await waitForRows(bench.page);
    const seconds = (performance.now() - startedMs) / 1000;
    await waitUntilIdle(bench.page);
    await readAround(bench);
    return { seconds, memory: treeMemory(bench.pid) };
  } finally {
    await bench.app.close();
  }
}
