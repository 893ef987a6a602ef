// Passing failures in words, for the ledger.
import type { PassingKind } from './attempts.ts';

const goneCodes: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
]);

/** Whether the server cannot be reached at all, whatever is asked of it. */
export function unreachable(error: unknown): boolean {
  return goneCodes.has(codeOf(error)) || (isTimeout(error) && !isSilence(error));
}

/** Connected, but no answer in time. */
export function isSilence(error: unknown): boolean {
  return isTimeout(error) && error instanceof Error && !/connect/.test(error.message);
}

function isTimeout(error: unknown): boolean {
  // The SDK calls a broken connection so too.
  const code = codeOf(error);
  return error instanceof Error && error.name === 'TimeoutError' && (code === undefined || code === 'ETIMEDOUT');
}

export function messageOf(passing: PassingKind, error: unknown): string {
  switch (passing) {
    case 'throttled':
      return 'S3 asked for fewer requests (SlowDown).';
    case 'failed':
      return `S3 failed (${statusText(error)}).`;
    case 'unanswered':
      return `No answer came (${codeOf(error) ?? 'time limit'}).`;
    case 'damaged':
      return 'It did not come whole.';
  }
}

function statusText(error: unknown): string {
  const { name, $metadata } = error as {
    readonly name?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: unknown };
  };
  const status = $metadata?.httpStatusCode;
  return [status, name].filter((part) => typeof part === 'number' || typeof part === 'string').join(' ');
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}
