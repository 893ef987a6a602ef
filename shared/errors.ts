// The closed list of expected failures. Each code maps to one action in the window
// (renderer/ui/ErrorNotice.tsx) and to one exit status of the command line (main/cli.ts).

export type ErrorCode =
  | 'bad-request' // an input that the contract refuses
  | 'cancelled'
  | 'path/not-found' // a path that does not exist or cannot be read
  | 'path/nothing-readable' // paths exist, but nothing in them could be read
  | 'filter/invalid' // malformed filter or unknown field
  | 'sql/invalid' // refused before it ran: not a single SELECT over our tables, or malformed
  | 'sql/failed' // failed while running
  | 'column/unknown'
  | 'event/not-found'
  | 'event/ambiguous' // one eventID in several accounts
  | 'stream/not-found' // no stream of that name in the log, or not any more
  | 'stream/ambiguous' // one name in several accounts or regions
  | 'live/unreadable' // a text that is no answer of describe-delivery-stream, or one for another stream
  | 'file/unreadable' // a file that the user chose cannot be read
  | 'file/unwritable'
  | 'view/gone' // the view was closed or the core restarted since
  | 'workspace/none' // no workspace is open
  | 'workspace/locked' // in use by another process
  | 'workspace/outdated' // written in a format that this version does not read
  | 'workspace/unreadable' // not ours, or damaged
  | 'aws/profile' // a profile that does not exist or is not complete
  | 'aws/sign-in' // its SSO session has ended or was never begun
  | 'aws/mfa' // a code was needed and not given, or was refused
  | 'aws/expired' // its credentials have ended and cannot be renewed from here
  | 'aws/denied' // AWS refuses the call
  | 'aws/not-found' // no such bucket, key or queue
  | 'aws/no-logs' // nothing of CloudTrail under that prefix
  | 'aws/throttled' // too many requests, after several attempts
  | 'aws/unreachable' // no answer: name resolution, connection, time limit
  | 'aws/failed' // any other error of AWS
  | 'cache/full' // the cache has reached its limit
  | 'disk/full'
  | 'core/stopped' // the core process ended while the call ran
  | 'internal'; // a bug

/** What an error says beyond its message: where in a filter or query text it lies. */
export type ErrorDetail = {
  /** Offsets in UTF-16 code units into the text the user typed. */
  readonly from?: number;
  readonly to?: number;
  /** A corrected spelling to offer. */
  readonly suggestion?: string;
};

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: ErrorDetail | undefined;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; detail?: ErrorDetail } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = options.detail;
  }
}

/** True for an error that ends a job or call because its signal was aborted. */
export function isCancelled(error: unknown): boolean {
  return error instanceof AppError && error.code === 'cancelled';
}
