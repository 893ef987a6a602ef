// Attempts of a call of the SDK: throttling backs off and goes on, trouble on the way is tried again, both with limits.
import type * as Retry from '@smithy/core/retry';

import { delay } from '../delay.ts';

type SdkError = Parameters<typeof Retry.isThrottlingError>[0];

const mostThrottled = 12;
const mostTrouble = 5;
const firstWaitMs = 1000;
const longestWaitMs = 20_000;

/** Throws the last failure, as it is. Errors: cancelled. */
export async function retried<Value>(signal: AbortSignal, call: () => Promise<Value>): Promise<Value> {
  let throttled = 0;
  let trouble = 0;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (signal.aborted || !(error instanceof Error)) throw error;
      const kinds = await import('@smithy/core/retry');
      if (kinds.isThrottlingError(error as SdkError)) throttled += 1;
      else if (isTrouble(error, kinds)) trouble += 1;
      else throw error;
      if (throttled >= mostThrottled || trouble >= mostTrouble) throw error;
    }
    await delay(waitOf(throttled + trouble), signal);
  }
}

/** Also an answer that was cut off: it is no JSON. */
function isTrouble(error: Error, kinds: typeof Retry): boolean {
  const known = error as SdkError;
  return (
    kinds.isTransientError(known) ||
    kinds.isServerError(known) ||
    error instanceof SyntaxError ||
    isConnectionLost(error)
  );
}

function isConnectionLost(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && lostCodes.has(error.code);
}

const lostCodes: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED']);

/** Doubles each time; a part of it is chance, so that regions do not come back together. */
function waitOf(failures: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** (failures - 1)) * (0.75 + Math.random() / 4);
}
