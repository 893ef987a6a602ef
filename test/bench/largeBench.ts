// Ten million events in the app: whether what is quick with a million stays usable.
import { importInApp } from './appBench.ts';
import { callCore, readAround, startApp, waitForRows, waitUntilIdle, type BenchApp } from './benchApp.ts';
import { scratchDir } from './dataSets.ts';
import { gzipFilesIn, secondsToGunzip } from './gunzipReference.ts';
import { compared, limited, type Measured } from './measure.ts';
import { treeMemory } from './processMemory.ts';
import { facets } from './setBench.ts';

const filters = ['', '-readOnly:true', 'errorCode:*', 'userAgent:*terraform*', 'eventName:Describe*'];
const sortColumns = ['eventTime', 'actor', 'eventName'];
const recordFilters = ['requestParameters.bucketName:*', 'AccessDenied'];

type Asked = { readonly openedMs: number; readonly pageMs: number };

export async function benchLarge(folder: string, events: number): Promise<readonly Measured[]> {
  const files = gzipFilesIn(folder);
  const userDataDir = scratchDir('large');
  const before = await secondsToGunzip(files);
  const imported = await importInApp(userDataDir, folder);
  const after = await secondsToGunzip(files);
  const all = events.toLocaleString('en');
  const lines = [
    compared(`import of ${all} events in the app`, [{ seconds: imported.seconds, before, after }], 10),
    limited('first rows on screen after choosing the folder', [imported.firstRows], 's', 1),
    limited(`memory (PSS of all processes): highest while ${all} events are imported`, [imported.peak], 'MB', 2500),
  ];
  const bench = await startApp(userDataDir);
  try {
    await waitForRows(bench.page);
    await waitUntilIdle(bench.page);
    lines.push(...(await ask(bench, all)));
    await readAround(bench);
    return [...lines, limited(`memory: ${all} events open, after some reading`, [treeMemory(bench.pid)], 'MB', 1500)];
  } finally {
    await bench.app.close();
  }
}

/** Each question once, so that nothing has been computed before. The limits are what a reader bears, ten times those for a million. */
async function ask(bench: BenchApp, all: string): Promise<readonly Measured[]> {
  const ofColumns: Asked[] = [];
  for (const filter of filters) for (const column of sortColumns) ofColumns.push(await askOnce(bench, filter, column));
  const ofRecords: Asked[] = [];
  for (const filter of recordFilters) ofRecords.push(await askOnce(bench, filter, 'eventTime'));
  const around = { ofColumns: [] as number[], ofRecords: [] as number[] };
  for (const filter of filters) around.ofColumns.push(await askAround(bench, filter));
  for (const filter of recordFilters) around.ofRecords.push(await askAround(bench, filter));
  const opened = (asked: readonly Asked[]) => asked.map(({ openedMs }) => openedMs);
  return [
    limited(
      `filter and sort ${all} events, first page: ${ofColumns.length} questions over columns`,
      opened(ofColumns),
      'ms',
      2000,
    ),
    limited(`the same: ${ofRecords.length} questions over JSON paths and full text`, opened(ofRecords), 'ms', 20_000),
    limited(
      `${facets.length} facets and histogram of ${all} events: filters over columns`,
      around.ofColumns,
      'ms',
      2500,
    ),
    limited('the same: JSON paths and full text', around.ofRecords, 'ms', 25_000),
    limited(
      '100 rows from the middle of these views',
      [...ofColumns, ...ofRecords].map(({ pageMs }) => pageMs),
      'ms',
      200,
    ),
  ];
}

/** What the window asks for beside the rows; a set that these have found is not looked for again. */
async function askAround({ page }: BenchApp, filter: string): Promise<number> {
  const startedMs = performance.now();
  await Promise.all([
    callCore(page, 'events.facets', { filter, timeZone: 'UTC', facets: [...facets] }),
    callCore(page, 'events.histogram', { filter, timeZone: 'UTC', maxBars: 100 }),
  ]);
  return performance.now() - startedMs;
}

async function askOnce({ page }: BenchApp, filter: string, column: string): Promise<Asked> {
  const fetch = (viewId: number, offset: number) =>
    callCore(page, 'events.page', {
      viewId,
      offset,
      limit: 100,
      columns: ['eventTime', 'eventName', 'actor', 'awsRegion'],
    });
  const startedMs = performance.now();
  const { viewId, total } = await callCore(page, 'events.open', {
    filter,
    sort: [{ column, direction: 'asc' }],
    timeZone: 'UTC',
  });
  await fetch(viewId, 0);
  const openedMs = performance.now() - startedMs;
  // Behind the first rows the order may still be worked out.
  await fetch(viewId, Math.max(0, total - 1));
  const pagedMs = performance.now();
  await fetch(viewId, Math.floor(total / 2));
  const pageMs = performance.now() - pagedMs;
  await callCore(page, 'events.close', { viewId });
  return { openedMs, pageMs };
}
