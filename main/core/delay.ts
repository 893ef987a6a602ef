import { setTimeout as wait } from 'node:timers/promises';

import { AppError } from '../../shared/errors.ts';

/** Errors: cancelled. */
export async function delay(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal });
  } catch (error) {
    throw new AppError('cancelled', 'Cancelled', { cause: error });
  }
}
