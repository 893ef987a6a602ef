// Which failures of a request are worth another attempt, how many, and after how long.
import { AppError } from '../../../../shared/errors.ts';
import { delay } from '../../delay.ts';

/** `throttled`: too many requests; `failed`: an error of the server's; `unanswered`: no answer at all. */
export type PassingKind = 'throttled' | 'failed' | 'unanswered' | 'damaged';

/** A body that did not come whole. */
export class DamagedBody extends Error {
  override readonly name = 'DamagedBody';
}

type Patience = { readonly attempts: number; readonly baseMs: number; readonly mostMs: number };

const patience: Readonly<Record<PassingKind, Patience>> = {
  throttled: { attempts: 10, baseMs: 250, mostMs: 10_000 },
  failed: { attempts: 6, baseMs: 100, mostMs: 5000 },
  unanswered: { attempts: 6, baseMs: 200, mostMs: 5000 },
  damaged: { attempts: 4, baseMs: 100, mostMs: 5000 },
};

const throttlingNames: ReadonlySet<unknown> = new Set([
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'TooManyRequestsException',
  'BandwidthLimitExceeded',
]);
/** The SDK corrects its clock from the answer, so that the next attempt passes. */
const skewNames: ReadonlySet<unknown> = new Set(['RequestTimeTooSkewed', 'RequestTimeout', 'RequestTimeoutException']);
const connectionCodes: ReadonlySet<unknown> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ERR_STREAM_PREMATURE_CLOSE',
  'HPE_INVALID_CONSTANT',
]);

/** As the SDK says that it cannot make anything of an answer. */
const unreadableAnswer = /XML parse error|Deserialization error/;

type AnyError = {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: unknown } | undefined;
};

/** Undefined where another attempt would not help. */
export function passingKind(error: unknown): PassingKind | undefined {
  if (error instanceof DamagedBody) return 'damaged';
  if (typeof error !== 'object' || error === null || error instanceof AppError) return undefined;
  const { name, message, code, cause, $metadata } = error as AnyError;
  const status = $metadata?.httpStatusCode;
  if (status === 429 || status === 503 || throttlingNames.has(name)) return 'throttled';
  if (typeof status === 'number' && status >= 500) return 'failed';
  if (skewNames.has(name)) return 'failed';
  if (connectionCodes.has(code) || name === 'TimeoutError') return 'unanswered';
  // An answer that was cut off, or that something between has written.
  if (typeof message === 'string' && unreadableAnswer.test(message)) return 'damaged';
  return cause === undefined ? undefined : passingKind(cause);
}

/** Counts the attempts of one request. */
export class Attempts {
  /** Made so far. */
  count = 0;
  private readonly failed = new Map<PassingKind, number>();
  private readonly waitFactor: number;

  /** `waitFactor`: how long it waits between attempts, as a part of what is usual. */
  constructor(waitFactor = 1) {
    this.waitFactor = waitFactor;
  }

  /**
   * Waits until the next attempt is due. False where enough have been made, or none would help.
   * Errors: cancelled.
   */
  async another(kind: PassingKind | undefined, signal: AbortSignal): Promise<boolean> {
    this.count += 1;
    if (kind === undefined) return false;
    const { attempts, baseMs, mostMs } = patience[kind];
    const failed = (this.failed.get(kind) ?? 0) + 1;
    this.failed.set(kind, failed);
    if (failed >= attempts) return false;
    // Anywhere in the second half, so that those who were refused together do not come back together.
    const waitMs = Math.min(mostMs, baseMs * 2 ** (failed - 1)) * (0.5 + Math.random() / 2);
    await delay(waitMs * this.waitFactor, signal);
    return true;
  }
}
