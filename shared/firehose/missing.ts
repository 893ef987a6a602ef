// What the log must have lost of a lifetime (spec section 6.6).
import type { Call, Gap } from './model.ts';

const nothing = { fromVersion: null, toVersion: null, missing: null, afterEventId: null, beforeEventId: null };

/** The log begins after the creation; how many versions after, the first update tells. */
export function missingCreate(first: Call): Gap {
  return { ...nothing, kind: 'missing-create', beforeEventId: first.eventId };
}

export function missingDelete(version: number | undefined, last: Call, shownBy: Call): Gap {
  return {
    ...nothing,
    kind: 'missing-delete',
    fromVersion: version === undefined ? null : String(version),
    missing: 1,
    afterEventId: last.eventId,
    beforeEventId: shownBy.eventId,
  };
}

type Updates = {
  readonly from: number;
  readonly to: number;
  /** The call that made version `from`. */
  readonly after: Call | undefined;
  readonly before: Call | undefined;
  /** As many encryption calls lie between, and they may move the version. */
  readonly isExplained: boolean;
};

export function missingUpdates({ from, to, after, before, isExplained }: Updates): Gap {
  return {
    kind: 'missing-updates',
    fromVersion: String(from),
    toVersion: String(to),
    missing: to - from,
    afterEventId: after?.eventId ?? null,
    beforeEventId: before?.eventId ?? null,
    ...(isExplained ? { explainedByEncryption: true } : {}),
  };
}
