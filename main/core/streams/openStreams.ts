// The histories of the streams that are being looked at, rebuilt from the texts of their calls. The last few are
// kept; one whose calls have changed since is rebuilt.
import { AppError } from '../../../shared/errors.ts';
import { sortCalls } from '../../../shared/firehose/calls.ts';
import type { StreamHistory, StreamKey } from '../../../shared/firehose/model.ts';
import type { StreamSummary, Timeline } from '../../../shared/firehose/presented.ts';
import { rebuildStream } from '../../../shared/firehose/stream.ts';
import { summarize } from '../../../shared/firehose/timeline/streamSummary.ts';
import { timelineOf } from '../../../shared/firehose/timeline/timeline.ts';
import type { Database } from '../store/database.ts';
import { findStreams, readPieces, type StreamRow } from '../store/streamTable.ts';
import { unpackCalls } from './streamCalls.ts';

export type OpenStream = {
  readonly history: StreamHistory;
  /** Worked out when it is first asked for. */
  readonly timeline: () => Timeline;
  /** The store's number of the event that a call (by Call.id) came from. */
  readonly eventOf: (callId: string) => number | undefined;
  /** The call (its Call.id) that came from an event. */
  readonly callOf: (event: number) => string | undefined;
};

/** Calls of all histories that are kept, together: what they take in memory goes with it. */
const mostCalls = 30_000;

/** While an import runs, a stream may be worked out anew between its row and its calls are read. */
const attempts = 3;

export class OpenStreams {
  private readonly database: Database;
  /** By the row's ids, the one looked at last at the end. */
  private readonly kept = new Map<string, Promise<OpenStream | undefined>>();
  private readonly calls = new Map<string, number>();

  constructor(database: Database) {
    this.database = database;
  }

  /** Errors: stream/not-found. */
  async open(key: StreamKey, signal?: AbortSignal): Promise<OpenStream> {
    const { account, region, name } = key;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const [row] = await findStreams(this.database, { account, region, name }, signal);
      const open = row === undefined ? undefined : await this.openRow(row);
      if (open !== undefined) return open;
    }
    throw notFound(key);
  }

  private async openRow(row: StreamRow): Promise<OpenStream | undefined> {
    const id = row.ids.join();
    const opened = this.kept.get(id) ?? rebuild(this.database, row);
    this.kept.delete(id);
    this.kept.set(id, opened);
    const open = await opened.catch((error: unknown) => {
      this.kept.delete(id);
      throw error;
    });
    this.calls.set(id, open?.history.calls.length ?? 0);
    this.forgetOldest();
    return open;
  }

  private forgetOldest(): void {
    const size = (): number => [...this.kept.keys()].reduce((sum, id) => sum + (this.calls.get(id) ?? 0), 0);
    for (const id of this.kept.keys()) {
      if (size() <= mostCalls || this.kept.size === 1) return;
      this.kept.delete(id);
      this.calls.delete(id);
    }
  }
}

/** A stream's history, rebuilt; nothing where the stream was worked out anew since `row` was read. */
export async function rebuild(
  database: Database,
  row: StreamRow,
  signal?: AbortSignal,
): Promise<OpenStream | undefined> {
  const calls = await unpackCalls(await readPieces(database, row, signal));
  const events = new Map(calls.map(([event, record]) => [record, event]));
  const stream = sortCalls(events.keys()).streams.find(
    ({ account, region, name }) => account === row.account && region === row.region && name === row.name,
  );
  if (stream === undefined) return undefined;
  const eventOfCall = new Map(stream.calls.map((call) => [call.id, events.get(call.record)]));
  const callOfEvent = new Map(stream.calls.map((call) => [events.get(call.record), call.id]));
  const history = rebuildStream(stream);
  const eventOf = (callId: string): number | undefined => eventOfCall.get(callId);
  let timeline: Timeline | undefined;
  return {
    history,
    timeline: () => (timeline ??= timelineOf(history, { eventOf })),
    eventOf,
    callOf: (event) => callOfEvent.get(event),
  };
}

/** Every stream in a line, by account, region, name. */
export async function listSummaries(database: Database, signal?: AbortSignal): Promise<readonly StreamSummary[]> {
  const summaries: StreamSummary[] = [];
  for (const row of await findStreams(database, {}, signal)) {
    const whole = row.ids.length === 1 ? undefined : await rebuild(database, row, signal);
    summaries.push(...(whole === undefined ? row.summaries.slice(0, 1) : [summarize(whole.history)]));
  }
  return summaries;
}

function notFound({ account, region, name }: StreamKey): AppError {
  const place = [account, region].filter((part) => part !== '').join(', ');
  return new AppError(
    'stream/not-found',
    `The log names no delivery stream "${name}"${place === '' ? '' : ` in ${place}`}, or not any more`,
  );
}
