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
/** Those of a list are mostly alike. */
const mostElements = 500;
const longestExample = 120;

/** A look that took less is worth waiting for. */
const quickMs = 150;
/** Of the time no more than one part in so many, while an import goes on. */
const restShare = 20;

type Looked = {
  readonly revision: number;
  readonly startedMs: number;
  readonly fields: Promise<readonly SeenField[]>;
  tookMs: number;
};

export class RecordFields {
  private readonly database: Database;
  private readonly revision: () => number;
  private current: Looked | undefined;
  private next: Looked | undefined;

  /** `revision` grows with every change of the events. */
  constructor(database: Database, revision: () => number) {
    this.database = database;
    this.revision = revision;
  }

  /** Looks beforehand, so that who asks does not wait. */
  prepare(): void {
    this.current ??= this.look();
  }

  /**
   * Beyond the columns, the most frequent first. After a change of the events they may be those of a moment ago, where
   * looking again takes long.
   */
  async list(signal: AbortSignal): Promise<readonly SeenField[]> {
    this.current ??= this.look();
    const looked = this.current;
    const fields = await unlessAborted(looked.fields, signal);
    if (looked.revision === this.revision()) return fields;
    if (fields.length === 0 || looked.tookMs < quickMs) return unlessAborted(this.again().fields, signal);
    if (performance.now() - looked.startedMs > restShare * looked.tookMs) this.again();
    return fields;
  }

  private look(): Looked {
    const startedMs = performance.now();
    const fields = lookForFields(this.database);
    const looked: Looked = { revision: this.revision(), startedMs, fields, tookMs: 0 };
    fields.then(
      () => (looked.tookMs = performance.now() - startedMs),
      () => {
        if (this.current === looked) this.current = undefined;
      },
    );
    return looked;
  }

  /** The former fields serve until there are new ones. */
  private again(): Looked {
    if (this.next !== undefined) return this.next;
    const looked = this.look();
    this.next = looked;
    looked.fields.then(
      () => {
        this.current = looked;
        this.next = undefined;
      },
      () => (this.next = undefined),
    );
    return looked;
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
    for (const element of (value as readonly JsonValue[]).slice(0, mostElements)) collect(element, path, found);
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
