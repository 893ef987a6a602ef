// What the core and the thread that works on streams say to each other.
import type { PartTexts, WorkedPart } from '../store/streamParts.ts';

/** Tells the thread, which runs the same file as those of an import, what it is for. */
export const streamWork = { work: 'streams' } as const;

export type ToStreamWorker =
  | { readonly kind: 'texts'; readonly texts: PartTexts }
  /** All texts of these parts have been sent. */
  | { readonly kind: 'work'; readonly parts: readonly string[] };

export type FromStreamWorker =
  | { readonly kind: 'worked'; readonly parts: readonly WorkedPart[] }
  /** The answer to `work`, after everything that was worked out. */
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string | undefined };
