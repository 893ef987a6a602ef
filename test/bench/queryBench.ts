// Questions to a saved workspace, asked as the window asks them: a view is opened, its first page fetched, then pages
// from anywhere in it, then the exact text of records. The core and DuckDB run in this process.
import { columns } from '../../shared/events/columns.ts';
import type { Client } from '../../shared/ipc/client.ts';
import { createRandom, fraction } from '../generator/random.ts';
import { openCore } from './benchCore.ts';
import { columnQueries, recordQueries, valuesIn, type BenchQuery } from './benchFilters.ts';
import { limited, percentile, type Measured } from './measure.ts';
import { say } from './processes.ts';
import { completionTexts, newSetTimes, roundOfSets, setLines } from './setBench.ts';

const pageRows = 100;
const pagesOfView = 40;
const exactTexts = 100;
const gridColumns = columns.filter((column) => column.isDefault).map((column) => column.id);

/** Views that pages are fetched from: nearly everything, and much less, in orders that scatter rows differently. */
const pagedQueries: readonly BenchQuery[] = [
  { filter: '-eventSource:firehose.amazonaws.com', sort: [{ column: 'eventTime', direction: 'desc' }] },
  { filter: 'readOnly:true', sort: [{ column: 'actor', direction: 'asc' }] },
  { filter: '-readOnly:true', sort: [{ column: 'eventName', direction: 'desc' }] },
  { filter: 'readOnly:true', sort: [{ column: 'eventID', direction: 'asc' }] },
  { filter: 'errorCode:*', sort: [{ column: 'sourceIPAddress', direction: 'asc' }] },
];

type Timed = { readonly ms: number; readonly query: BenchQuery };

export async function benchQueries(userDataDir: string, events: number, runs: number): Promise<readonly Measured[]> {
  const core = await openCore(userDataDir);
  try {
    await core.openLatest();
    const valuesOf = valuesIn(core.client);
    const ofColumns = await columnQueries(valuesOf);
    const ofRecords = await recordQueries(valuesOf);
    const texts = await completionTexts(valuesOf);
    // What the app has looked at by the time that anybody types.
    await core.client.call('events.fields', { search: '', limit: 1 });
    const sets = newSetTimes();
    const p95 = { columns: [] as number[], records: [] as number[], pages: [] as number[], texts: [] as number[] };
    for (let run = 1; run <= runs; run += 1) {
      p95.columns.push(await firstPages(core.client, `filters over columns, run ${run}`, ofColumns));
      p95.records.push(await firstPages(core.client, `JSON paths and full text, run ${run}`, ofRecords));
      p95.pages.push(await scatteredPages(core.client, run));
      p95.texts.push(await exactRecords(core.client, run));
      await roundOfSets(core.client, { ofColumns, ofRecords, texts }, run, sets);
    }
    const all = events.toLocaleString('en');
    return [
      limited(
        `filter and sort ${all} events, first page: p95 of ${ofColumns.length} filters over columns`,
        p95.columns,
        'ms',
        200,
      ),
      limited(`the same: p95 of ${ofRecords.length} filters over JSON paths and full text`, p95.records, 'ms', 2000),
      limited(`${pageRows} rows anywhere in a sorted, filtered view: p95`, p95.pages, 'ms', 20),
      limited('exact text of a record: p95', p95.texts, 'ms', 30),
      ...setLines(sets, all),
    ];
  } finally {
    await core.close();
  }
}

async function firstPages(client: Client, what: string, queries: readonly BenchQuery[]): Promise<number> {
  const timed: Timed[] = [];
  for (const query of queries) {
    const startedMs = performance.now();
    const { viewId } = await openView(client, query);
    await client.call('events.page', { viewId, offset: 0, limit: pageRows, columns: gridColumns });
    timed.push({ ms: performance.now() - startedMs, query });
    await client.call('events.close', { viewId });
  }
  const p95 = percentile(
    timed.map(({ ms }) => ms),
    0.95,
  );
  say(
    `${what}: p50 ${percentile(
      timed.map(({ ms }) => ms),
      0.5,
    ).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms; slowest ${slowest(timed)}`,
  );
  return p95;
}

async function scatteredPages(client: Client, run: number): Promise<number> {
  const random = createRandom(run);
  const timesMs: number[] = [];
  for (const query of pagedQueries) {
    const { viewId, total } = await openView(client, query);
    // The first page past the ones that come at once waits until the whole order is known: it counts to opening.
    await client.call('events.page', { viewId, offset: Math.max(0, total - 1), limit: 1, columns: gridColumns });
    for (let page = 0; page < pagesOfView; page += 1) {
      const offset = Math.floor(fraction(random) * Math.max(1, total - pageRows));
      const startedMs = performance.now();
      await client.call('events.page', { viewId, offset, limit: pageRows, columns: gridColumns });
      timesMs.push(performance.now() - startedMs);
    }
    await client.call('events.close', { viewId });
  }
  return percentile(timesMs, 0.95);
}

async function exactRecords(client: Client, run: number): Promise<number> {
  const random = createRandom(run);
  const { viewId, total } = await openView(client, { filter: '', sort: [{ column: 'eventTime', direction: 'asc' }] });
  const timesMs: number[] = [];
  for (let text = 0; text < exactTexts; text += 1) {
    const offset = Math.floor(fraction(random) * total);
    const { ids } = await client.call('events.page', { viewId, offset, limit: 1, columns: ['eventID'] });
    const startedMs = performance.now();
    const { isFromFile } = await client.call('event.record', { eventId: ids[0] ?? -1 });
    timesMs.push(performance.now() - startedMs);
    if (!isFromFile) throw new Error('A record was not read from its file');
  }
  await client.call('events.close', { viewId });
  return percentile(timesMs, 0.95);
}

function openView(client: Client, { filter, sort }: BenchQuery) {
  return client.call('events.open', { filter, sort: sort.map((key) => ({ ...key })), timeZone: 'UTC' });
}

function slowest(timed: readonly Timed[]): string {
  return timed
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, 4)
    .map(({ ms, query }) => `${ms.toFixed(0)} ms ${query.filter || '(all)'} by ${query.sort[0]?.column}`)
    .join('; ');
}
