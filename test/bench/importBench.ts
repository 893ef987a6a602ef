// Imports of the whole set into a workspace on disk, each into a new one, against decompressing the same files only.
// The import leaves nothing for later: columns, texts, and what stream history reads, are complete in one pass.
import { gzipFilesIn, secondsToGunzip } from './gunzipReference.ts';
import type { ImportRun } from './importRun.ts';
import { compared, ratioOf, type ComparedRun, type Measured } from './measure.ts';
import { runScript, say } from './processes.ts';
import { scratchDir } from './dataSets.ts';

export async function benchImport(folder: string, events: number, runs: number): Promise<readonly Measured[]> {
  const files = gzipFilesIn(folder);
  // The first reading fills the system's cache of files, which all that follow then profit from.
  await secondsToGunzip(files);
  const measured: ComparedRun[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const before = await secondsToGunzip(files);
    const { seconds } = await importInto(scratchDir('import'), folder, events);
    const after = await secondsToGunzip(files);
    measured.push({ seconds, before, after });
    say(`import ${run}: ${seconds.toFixed(2)} s, ${ratioOf({ seconds, before, after }).toFixed(1)} × decompressing`);
  }
  const what = `import of ${events.toLocaleString('en')} events in ${files.length.toLocaleString('en')} files, all cores`;
  return [
    compared(`${what}: the grid's columns complete and sortable`, measured, 6),
    compared(
      'the same, with all that full text, JSON paths and stream history need (one pass does both)',
      measured,
      10,
    ),
  ];
}

/** Imports the folder into a new workspace in `userDataDir`, and makes sure that it is all there. */
export async function importInto(userDataDir: string, folder: string, events: number): Promise<ImportRun> {
  const run = JSON.parse(await runScript('test/bench/importRun.ts', [folder, userDataDir])) as ImportRun;
  if (run.read !== events) throw new Error(`The import read ${run.read} records, not ${events}`);
  return run;
}
