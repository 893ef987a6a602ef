// A value with what it means and how sure it is.
import { isHidden } from '../../diff/leaves.ts';
import type { JsonValue } from '../../json.ts';
import type { KnownState, Showing } from './comparedState.ts';
import type { ShownValue } from '../presented.ts';
import { maskSecrets } from '../fields/secrets.ts';
import { valueText } from '../fields/units.ts';
import { unexplainedGaps, type PlacedGap } from './versionGaps.ts';

export type ValuePlace = {
  readonly path: string;
  /** Absent where the value is of no version. */
  readonly state: KnownState | undefined;
  /** Seen last before a gap that the next version shows. */
  readonly isStale?: boolean;
};

/** Values with their marks, for one comparison or version: what the marks need is looked up once. */
export type ValueShower = (value: JsonValue, place: ValuePlace) => ShownValue;

export function valueShower({ mask, history }: Pick<Showing, 'mask' | 'history'>): ValueShower {
  const known = new Map<KnownState, Doubts>();
  const doubtsOf = (state: KnownState): Doubts => {
    const found = known.get(state) ?? doubtsIn(state);
    known.set(state, found);
    return found;
  };
  return (value, { path, state, isStale = false }) => {
    const masked = maskSecrets(value, mask, path);
    const marks: ShownValue['marks'][number][] = [];
    if (isHidden(value)) marks.push({ certainty: 'hidden', explanation: hiddenText });
    if (state !== undefined) {
      const { ambiguous, stale, gaps } = doubtsOf(state);
      const stated = history.stated[state.lifetimeIndex] ?? [];
      if (ambiguous.has(path)) marks.push({ certainty: 'ambiguous', explanation: ambiguousText(path, state, stated) });
      if (isStale || stale.has(path)) marks.push({ certainty: 'stale', explanation: staleText(state, gaps, isStale) });
    }
    return { value: masked, text: valueText(path, masked), marks };
  };
}

type Doubts = {
  readonly ambiguous: ReadonlySet<string>;
  readonly stale: ReadonlySet<string>;
  readonly gaps: readonly PlacedGap[];
};

function doubtsIn({ lifetime, version }: KnownState): Doubts {
  const { ambiguous = [], stale = [] } = version;
  return { ambiguous: new Set(ambiguous), stale: new Set(stale), gaps: unexplainedGaps(lifetime) };
}

const hiddenText = 'CloudTrail does not show this value.';

function ambiguousText(path: string, state: KnownState, stated: readonly (readonly string[])[]): string {
  const kept = state.lifetime.versions[lastStated(path, state.versionIndex, stated)]?.id;
  const from = kept === undefined ? 'Kept' : `Kept from version ${kept}`;
  return `${from}: AWS does not document whether ${exclusive.has(path) ? otherOfTwo : 'a partly given block keeps its other members'}.`;
}

/** Two ways to name one target: an update that gives one says nothing of the other. */
const exclusive: ReadonlySet<string> = new Set(['destination.domainARN', 'destination.clusterEndpoint']);
const otherOfTwo = 'an update that gives one of domainARN and clusterEndpoint keeps the other';

function staleText({ versionIndex }: KnownState, gaps: readonly PlacedGap[], isBeforeNext: boolean): string {
  const gap = gaps.findLast(({ to }) => to <= versionIndex + (isBeforeNext ? 1 : 0))?.gap;
  if (gap === undefined || gap.missing === null) return 'Last known, may have changed.';
  const missing = gap.missing === 1 ? '1 version is missing' : `${gap.missing} versions are missing`;
  return `Last known, may have changed: ${missing} after version ${gap.fromVersion}.`;
}

/** The last version whose event states a path. Versions of tools that restate everything share one list. */
function lastStated(path: string, upTo: number, stated: readonly (readonly string[])[]): number {
  let checked: readonly string[] | undefined;
  for (let index = Math.min(upTo, stated.length - 1); index >= 0; index -= 1) {
    const list = stated[index];
    if (list === checked || list === undefined) continue;
    if (list.includes(path)) return index;
    checked = list;
  }
  return -1;
}
