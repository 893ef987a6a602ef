import type { JobCounts } from '../../../shared/ipc/contract.ts';

/** How an export is stopped, and how it tells how far it has got. */
export type Progress = { readonly signal: AbortSignal; readonly report: (counts: Partial<JobCounts>) => void };
