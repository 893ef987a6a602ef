// The histories of the streams that are being looked at, rebuilt from the texts of their calls. The last few are
// kept; one whose calls have changed since is rebuilt.
import { AppError } from '../../../shared/errors.ts';
import { sortCalls } from '../../../shared/firehose/calls.ts';
import type { StreamHistory, StreamKey } from '../../../shared/firehose/model.ts';
import { rebuildStream } from '../../../shared/firehose/stream.ts';
import type { Database } from '../store/database.ts';
import { findStreams, readPieces, type StreamRow } from '../store/streamTable.ts';
import { unpackCalls } from './streamCalls.ts';

export type OpenStream = {
  readonly history: StreamHistory;
  /** The store's number of the event that a call (by Call.id) came from. */
  readonly eventOf: (callId: string) => number | undefined;
  /** The call (its Call.id) that came from an event. */
  readonly callOf: (event: number) => string | undefined;
};

/** Calls of all histories that are kept, together: what they take in memory goes with it. */
const mostCalls = 30_000;

export class OpenStreams {
  private readonly database: Database;
  /** By the row's id, the one looked at last at the end. */
  private readonly kept = new Map<number, Promise<OpenStream>>();
  private readonly calls = new Map<number, number>();

  constructor(database: Database) {
    this.database = database;
  }

  /** Errors: stream/not-found. */
  async open(key: StreamKey, signal?: AbortSignal): Promise<OpenStream> {
    const { account, region, name } = key;
    const [row] = await findStreams(this.database, { account, region, name }, signal);
    if (row === undefined) throw notFound(key);
    const known = this.kept.get(row.id);
    const opened = known ?? rebuild(this.database, row);
    this.kept.delete(row.id);
    this.kept.set(row.id, opened);
    try {
      const open = await opened;
      this.calls.set(row.id, open.history.calls.length);
      this.forgetOldest();
      return open;
    } catch (error) {
      this.kept.delete(row.id);
      throw error;
    }
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

/** One stream's history, rebuilt. Errors: stream/not-found where it changed between two reads. */
export async function rebuild(database: Database, row: StreamRow, signal?: AbortSignal): Promise<OpenStream> {
  const calls = await unpackCalls(await readPieces(database, row.id, signal));
  const events = new Map(calls.map(([event, record]) => [record, event]));
  const stream = sortCalls(events.keys()).streams.find(
    ({ account, region, name }) => account === row.account && region === row.region && name === row.name,
  );
  if (stream === undefined) throw notFound(row);
  const eventOfCall = new Map(stream.calls.map((call) => [call.id, events.get(call.record)]));
  const callOfEvent = new Map(stream.calls.map((call) => [events.get(call.record), call.id]));
  return {
    history: rebuildStream(stream),
    eventOf: (callId) => eventOfCall.get(callId),
    callOf: (event) => callOfEvent.get(event),
  };
}

function notFound({ account, region, name }: StreamKey): AppError {
  const place = [account, region].filter((part) => part !== '').join(', ');
  return new AppError(
    'stream/not-found',
    `The log names no delivery stream "${name}"${place === '' ? '' : ` in ${place}`}, or not any more`,
  );
}
