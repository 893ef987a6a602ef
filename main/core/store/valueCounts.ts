// The values of a field that events of a set have, by how many have them: what is proposed while a reader types. Of one
// question all values are read at once and kept, so that the next letter costs nothing.
import type { Field } from '../../../shared/events/field.ts';
import { printFilter } from '../../../shared/filter/print.ts';
import type { Database, Row } from './database.ts';
import type { EventQuestion, EventSets } from './eventSets.ts';
import { valueSql, valueText } from './facets.ts';
import { folded } from './filterSqlText.ts';
import { fromWhere, type Filtering } from './select.ts';

/** `events` is unknown where not all records were looked at. */
export type ValueCount = { readonly value: string; readonly events: number | undefined };

type Request = { readonly field: Field; readonly typed: string; readonly limit: number };

/** More different values than these are searched for anew. */
const mostKept = 5_000;
const mostQuestions = 12;

/** Longer values are no help to who types, and too many of them to keep. */
const longestValue = 500;

/** As many records as can be looked at between two letters; of a longer log only some are, and the rest behind that. */
const mostRecordsAtOnce = 20_000;
const stretches = 10;

type Kept = { readonly values: readonly ValueCount[]; readonly isAll: boolean };

export class ValueCounts {
  private readonly database: Database;
  private readonly sets: EventSets;
  private readonly revision: () => number;
  private readonly kept = new Map<string, Kept>();
  /** What is read while the reader goes on typing. */
  private behind: { readonly key: string; readonly abort: AbortController } | undefined;

  /** `revision` grows with every change of the events. */
  constructor(database: Database, sets: EventSets, revision: () => number) {
    this.database = database;
    this.sets = sets;
    this.revision = revision;
  }

  /** Values that hold the text, whatever the case: those that begin with it first, then by frequency. */
  async find(question: EventQuestion, request: Request, signal: AbortSignal): Promise<readonly ValueCount[]> {
    const key = this.keyOf(question, request.field);
    const kept = this.kept.get(key) ?? (await this.read(key, question, request.field, signal));
    if (kept.isAll) return matching(kept.values, request);
    return this.sets.with(question, signal, (filtering) => this.select(filtering, request, signal));
  }

  private async read(key: string, question: EventQuestion, field: Field, signal: AbortSignal): Promise<Kept> {
    const extent = field.column === undefined ? await this.extent(signal) : undefined;
    if (extent === undefined || extent.last - extent.first < mostRecordsAtOnce)
      return this.readAll(key, question, field, signal);
    void this.readBehind(key, question, field);
    const some = await this.sets.with(question, signal, (filtering) =>
      this.select(filtering, { field, typed: '', limit: mostKept }, signal, stretchesOf(extent)),
    );
    return { values: some.map(({ value }) => ({ value, events: undefined })), isAll: true };
  }

  private async readAll(key: string, question: EventQuestion, field: Field, signal: AbortSignal): Promise<Kept> {
    const request = { field, typed: '', limit: mostKept + 1 };
    const values = await this.sets.with(question, signal, (filtering) => this.select(filtering, request, signal));
    const isAll = values.length <= mostKept;
    const kept: Kept = { values: isAll ? values : [], isAll };
    this.kept.set(key, kept);
    const [oldest] = this.kept.keys();
    if (this.kept.size > mostQuestions && oldest !== undefined) this.kept.delete(oldest);
    return kept;
  }

  /** The next letter may find them counted. */
  private async readBehind(key: string, question: EventQuestion, field: Field): Promise<void> {
    if (this.behind?.key === key) return;
    this.behind?.abort.abort();
    const reading = { key, abort: new AbortController() };
    this.behind = reading;
    try {
      await this.readAll(key, question, field, reading.abort.signal);
    } catch {
      // Another question was asked, or the workspace is being closed; else the next one meets the same and tells of it.
    } finally {
      if (this.behind === reading) this.behind = undefined;
    }
  }

  private async extent(signal: AbortSignal): Promise<Extent> {
    const [row = {}] = await this.database.rows('SELECT min(id) AS first, max(id) AS last FROM store.events', signal);
    return { first: Number(row['first'] ?? 0), last: Number(row['last'] ?? 0) };
  }

  private async select(
    filtering: Filtering,
    { field, typed, limit }: Request,
    signal: AbortSignal,
    which = 'true',
  ): Promise<readonly ValueCount[]> {
    // Values that differ in their case only are found by the same filter: they are one here, in their usual spelling.
    const rows = await this.database.rows(
      `WITH
        cells AS (SELECT ${valueSql(field)} AS value ${fromWhere(filtering, [field.id], which)}),
        counted AS (SELECT value, count(*) AS events FROM cells WHERE value IS NOT NULL GROUP BY value),
        told AS (SELECT ${valueText('value', field.column)} AS value, events FROM counted)
      SELECT arg_max(value, (events, value)) AS value, sum(events) AS events, starts_with(lower(value), ${folded(typed)}) AS begins
      FROM told WHERE length(value) <= ${longestValue} AND contains(lower(value), ${folded(typed)})
      GROUP BY lower(value), begins ORDER BY begins DESC, events DESC, value LIMIT ${limit}`,
      signal,
    );
    return rows.map((row: Row) => ({ value: String(row['value']), events: Number(row['events']) }));
  }

  private keyOf({ filter, timeZone, range }: EventQuestion, field: Field): string {
    return JSON.stringify([this.revision(), printFilter(filter), timeZone, range?.fromMs, range?.toMs, field.id]);
  }
}

type Extent = { readonly first: number; readonly last: number };

/** A test for records in several stretches of the log: they are quick to read, as they lie side by side. */
function stretchesOf({ first, last }: Extent): string {
  const length = mostRecordsAtOnce / stretches;
  const step = Math.floor((last - first + 1) / stretches);
  const tests = Array.from({ length: stretches }, (_, index) => {
    const from = first + index * step;
    return `e.id BETWEEN ${from} AND ${from + length - 1}`;
  });
  return `(${tests.join(' OR ')})`;
}

function matching(values: readonly ValueCount[], { typed, limit }: Request): readonly ValueCount[] {
  const wanted = typed.toLowerCase();
  const holding = values.filter(({ value }) => value.toLowerCase().includes(wanted));
  const begins = ({ value }: ValueCount): boolean => value.toLowerCase().startsWith(wanted);
  return [...holding.filter(begins), ...holding.filter((each) => !begins(each))].slice(0, limit);
}
