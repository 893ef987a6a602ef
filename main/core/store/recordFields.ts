// Which ways into the record there are, by looking at some of the records: stretches spread over the log, and one record
// of each kind of event that was not in them.
import { columnAt } from '../../../shared/events/fields.ts';
import { secretNames } from '../../../shared/firehose/fields/secrets.ts';
import { isJsonObject, scalarText, type JsonValue } from '../../../shared/json.ts';
import { printPath } from '../../../shared/filter/print.ts';
import { unlessAborted } from '../unlessAborted.ts';
import type { Database } from './database.ts';

export type SeenField = {
  readonly id: string;
  /** In how many of the records that were looked at. */
  readonly records: number;
  /** Of a secret there is none. */
  readonly example: string | undefined;
};

const stretches = 24;
const recordsPerStretch = 100;
/** Records that lie far apart take some milliseconds each. */
const mostKinds = 400;
const mostFields = 10_000;
const deepest = 20;
const longestExample = 120;

/** Not more often, while an import goes on. */
const refreshEveryMs = 10_000;

type Looked = { readonly revision: number; readonly atMs: number; readonly fields: Promise<readonly SeenField[]> };

export class RecordFields {
  private readonly database: Database;
  private readonly revision: () => number;
  private current: Looked | undefined;
  private isRefreshing = false;

  /** `revision` grows with every change of the events. */
  constructor(database: Database, revision: () => number) {
    this.database = database;
    this.revision = revision;
  }

  /** Beyond the columns, the most frequent first. After a change of the events they may be those of a moment ago. */
  async list(signal: AbortSignal): Promise<readonly SeenField[]> {
    const { current } = this;
    if (current === undefined) return unlessAborted(this.look().fields, signal);
    const fields = await unlessAborted(current.fields, signal);
    if (current.revision === this.revision()) return fields;
    if (fields.length === 0) return unlessAborted(this.look().fields, signal);
    if (performance.now() - current.atMs > refreshEveryMs) void this.refresh();
    return fields;
  }

  private look(): Looked {
    const looked: Looked = {
      revision: this.revision(),
      atMs: performance.now(),
      fields: lookForFields(this.database),
    };
    looked.fields.catch(() => {
      if (this.current === looked) this.current = undefined;
    });
    this.current = looked;
    return looked;
  }

  /** The former fields serve until there are new ones. */
  private async refresh(): Promise<void> {
    if (this.isRefreshing) return;
    this.isRefreshing = true;
    const revision = this.revision();
    try {
      const fields = await lookForFields(this.database);
      this.current = { revision, atMs: performance.now(), fields: Promise.resolve(fields) };
    } catch {
      // The workspace is being closed, or the next question will fail for the same reason and say so.
    } finally {
      this.isRefreshing = false;
    }
  }
}

async function lookForFields(database: Database): Promise<readonly SeenField[]> {
  const seen: Seen = { fields: new Map(), kinds: new Set() };
  const [extent = {}] = await database.rows('SELECT min(id) AS first, max(id) AS last FROM store.events');
  const first = Number(extent['first'] ?? 0);
  const step = Math.max(recordsPerStretch, Math.ceil((Number(extent['last'] ?? -1) - first + 1) / stretches));
  const within = Array.from({ length: stretches }, (_, index) => {
    const from = first + index * step;
    return `id BETWEEN ${from} AND ${from + recordsPerStretch - 1}`;
  });
  await lookAt(database, within.join(' OR '), seen);
  const kinds = await database.rows(
    `SELECT min(id) AS id, ${kindSql} AS kind FROM store.events GROUP BY kind ORDER BY count(*) DESC, kind LIMIT 2000`,
  );
  const others = kinds.filter(({ kind }) => !seen.kinds.has(String(kind))).slice(0, mostKinds);
  if (others.length > 0) await lookAt(database, `id IN (${others.map(({ id }) => String(id)).join(', ')})`, seen);
  return [...seen.fields.values()]
    .map(({ path, records, example }) => ({ id: printPath(path), records, example }))
    .toSorted((a, b) => b.records - a.records || (a.id < b.id ? -1 : 1));
}

const kindSql = `concat("eventSource", ' ', "eventName")`;

type Found = { readonly path: readonly string[]; records: number; example: string | undefined };
type Seen = { readonly fields: Map<string, Found>; readonly kinds: Set<string> };

async function lookAt(database: Database, which: string, seen: Seen): Promise<void> {
  const rows = await database.rows(`SELECT ${kindSql} AS kind, record FROM store.events WHERE ${which}`);
  for (const { kind, record } of rows) {
    seen.kinds.add(String(kind));
    const paths = new Map<string, { path: readonly string[]; example: string }>();
    collect(JSON.parse(String(record)) as JsonValue, [], paths);
    for (const [key, { path, example }] of paths) {
      const known = seen.fields.get(key);
      if (known !== undefined) known.records += 1;
      else if (seen.fields.size < mostFields && columnAt(path) === undefined)
        seen.fields.set(key, { path, records: 1, example: exampleOf(path, example) });
    }
  }
}

/** Every way to a value that is no object and no list, through lists as filters go. */
function collect(
  value: JsonValue,
  path: readonly string[],
  found: Map<string, { path: readonly string[]; example: string }>,
): void {
  if (path.length > deepest || value === null) return;
  if (Array.isArray(value)) {
    for (const element of value as readonly JsonValue[]) collect(element, path, found);
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) collect(member, [...path, name], found);
  } else {
    const key = JSON.stringify(path);
    if (!found.has(key)) found.set(key, { path, example: scalarText(value) });
  }
}

function exampleOf(path: readonly string[], text: string): string | undefined {
  if (path.some((segment) => secretNames.has(segment.toLowerCase()))) return undefined;
  return text.length > longestExample ? `${text.slice(0, longestExample)}…` : text;
}
