// What is shown of two records side by side.
import type { JsonValue } from '../json.ts';

/** Two JSON records of any service, leaf by leaf: request parameters first. */
export type RecordComparison = {
  readonly changes: readonly {
    readonly path: string;
    readonly group: string;
    readonly kind: 'added' | 'removed' | 'modified';
    readonly before?: JsonValue;
    readonly after?: JsonValue;
    /** Differs between any two calls: ids, times, TLS details. */
    readonly noise: boolean;
  }[];
  readonly fromText: string;
  readonly toText: string;
};
