// Sets of events that cost much to find: those of filters that look into the records' texts. Such a set is found once
// and kept as a table of ids in memory, for the view, the facets, the histogram and what follows; what columns can tell
// is asked anew each time, which is cheaper than keeping it.
import type { EventRange } from '../../../shared/events/query.ts';
import type { FilterNode } from '../../../shared/filter/ast.ts';
import { chain } from '../../../shared/filter/parse.ts';
import { printFilter } from '../../../shared/filter/print.ts';
import { unlessAborted } from '../unlessAborted.ts';
import type { Database } from './database.ts';
import { countSelected, fromWhere, readsRecords, type Filtering } from './select.ts';

export type EventQuestion = {
  readonly filter: FilterNode;
  readonly timeZone: string;
  readonly range?: EventRange | undefined;
};

/** A question in the form that is cheapest to ask, until `release`. */
export type HeldSet = { readonly filtering: Filtering; readonly release: () => void };

type EventSet = {
  readonly table: string;
  readonly ready: Promise<number>;
  readonly abort: AbortController;
  readonly revision: number;
  rows: number;
  holders: number;
  isReady: boolean;
};

const maxSets = 8;
/** Ids take four bytes each. */
const maxRows = 20_000_000;

/** Records of so small a part of the log are looked at by themselves; else all are, and the set then serves longer. */
const narrowShare = 4;

const everything: FilterNode = { kind: 'everything', from: 0, to: 0 };

export class EventSets {
  private readonly database: Database;
  private readonly revision: () => number;
  /** The one used last stands at the end. */
  private readonly sets = new Map<string, EventSet>();
  /** Of all that ask the same store. */
  private static lastTable = 0;

  /** `revision` grows with every change of the events. */
  constructor(database: Database, revision: () => number) {
    this.database = database;
    this.revision = revision;
  }

  /** Runs `use` with the question in its cheapest form. */
  async with<Value>(
    question: EventQuestion,
    signal: AbortSignal,
    use: (filtering: Filtering) => Promise<Value>,
  ): Promise<Value> {
    const { filtering, release } = await this.hold(question, signal);
    try {
      return await use(filtering);
    } finally {
      release();
    }
  }

  /** Whether it can be asked without looking into the records' texts first. */
  isAtHand(question: EventQuestion): boolean {
    const { timeZone } = question;
    const costly = operandsOf(question.filter).filter((filter) => readsRecords({ filter, timeZone }));
    return costly.length === 0 || this.has({ filter: together(costly), timeZone }) || this.has(question);
  }

  async hold(question: EventQuestion, signal: AbortSignal): Promise<HeldSet> {
    const { timeZone, range } = question;
    const operands = operandsOf(question.filter);
    const costly = operands.filter((filter) => readsRecords({ filter, timeZone }));
    if (costly.length === 0) return { filtering: question, release: () => undefined };
    const rest = together(operands.filter((operand) => !costly.includes(operand)));
    const broad: EventQuestion = { filter: together(costly), timeZone };
    const cheap: EventQuestion = { filter: rest, timeZone, range };
    const isBroad = this.has(broad) || (!this.has(question) && !(await this.isNarrow(cheap, signal)));
    if (isBroad) return this.holdSet(broad, cheap, signal);
    return this.holdSet(question, { filter: everything, timeZone }, signal);
  }

  private async holdSet(set: EventQuestion, rest: EventQuestion, signal: AbortSignal): Promise<HeldSet> {
    const key = this.keyOf(set);
    const held = this.sets.get(key) ?? this.start(key, set);
    // Back to the end: it is the one used last.
    this.sets.delete(key);
    this.sets.set(key, held);
    held.holders += 1;
    const release = (): void => this.release(key, held);
    try {
      await unlessAborted(held.ready, signal);
    } catch (error) {
      release();
      throw error;
    }
    return { filtering: { ...rest, among: held.table }, release };
  }

  private start(key: string, set: EventQuestion): EventSet {
    EventSets.lastTable += 1;
    const table = `memory.main.set_${EventSets.lastTable}`;
    const abort = new AbortController();
    const ready = this.database.read(abort.signal, async (connection) => {
      await connection.run(`CREATE TABLE ${table} AS SELECT e.id ${fromWhere(set, [])}`);
      const [[rows] = []] = (await connection.runAndReadAll(`SELECT count(*) FROM ${table}`)).getRowsJson();
      return Number(rows);
    });
    const made: EventSet = {
      table,
      ready,
      abort,
      revision: this.revision(),
      rows: 0,
      holders: 0,
      isReady: false,
    };
    ready.then(
      (rows) => {
        Object.assign(made, { rows, isReady: true });
        this.evict();
      },
      () => {
        if (this.sets.get(key) === made) this.sets.delete(key);
        void this.drop(table);
      },
    );
    return made;
  }

  private release(key: string, held: EventSet): void {
    held.holders -= 1;
    if (held.holders === 0 && !held.isReady) {
      held.abort.abort();
      if (this.sets.get(key) === held) this.sets.delete(key);
    }
    this.evict();
  }

  /** Forgets sets of events that have changed since, and those used longest ago where there are too many. */
  private evict(): void {
    const idle = [...this.sets].filter(([, { holders, isReady }]) => holders === 0 && isReady);
    let count = this.sets.size;
    let rows = [...this.sets.values()].reduce((sum, set) => sum + set.rows, 0);
    for (const [key, set] of idle) {
      if (set.revision === this.revision() && count <= maxSets && rows <= maxRows) continue;
      count -= 1;
      rows -= set.rows;
      this.sets.delete(key);
      void this.drop(set.table);
    }
  }

  private async drop(table: string): Promise<void> {
    // A workspace that is being closed takes its tables in memory with it.
    await this.database
      .read(undefined, (connection) => connection.run(`DROP TABLE IF EXISTS ${table}`))
      .catch(() => undefined);
  }

  private has(question: EventQuestion): boolean {
    return this.sets.has(this.keyOf(question));
  }

  private keyOf({ filter, timeZone, range }: EventQuestion): string {
    return JSON.stringify([this.revision(), printFilter(filter), timeZone, range?.fromMs, range?.toMs]);
  }

  private async isNarrow(cheap: EventQuestion, signal: AbortSignal): Promise<boolean> {
    if (cheap.filter.kind === 'everything' && cheap.range === undefined) return false;
    const [row] = await this.database.rows(
      `SELECT (${countSelected(cheap)}) AS narrowed, (SELECT count(*) FROM store.events) AS whole`,
      signal,
    );
    return Number(row?.['narrowed']) * narrowShare <= Number(row?.['whole']);
  }
}

function operandsOf(filter: FilterNode): readonly FilterNode[] {
  return filter.kind === 'and' ? filter.operands : [filter];
}

function together(operands: readonly FilterNode[]): FilterNode {
  return chain('and', operands) ?? everything;
}
