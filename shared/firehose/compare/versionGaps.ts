// Where updates are missing among the versions of a lifetime.
import type { Gap, Lifetime } from '../model.ts';

export type PlacedGap = {
  readonly gap: Gap;
  /** The version whose number is the last one before the gap. */
  readonly from: number;
  /** The first version after the gap; the number of versions where none is. */
  readonly to: number;
};

/** Missing updates, in the order of the versions around them. Versions are counted from 0. */
export function missingUpdates(lifetime: Lifetime): readonly PlacedGap[] {
  const { versions, gaps } = lifetime;
  return gaps.flatMap((gap): readonly PlacedGap[] => {
    if (gap.kind !== 'missing-updates' || gap.fromVersion === null) return [];
    const known = Number(gap.fromVersion);
    const from = versions.findIndex(({ versionId }) => versionId === gap.fromVersion);
    const to = versions.findIndex(({ versionId }) => versionId !== null && Number(versionId) > known);
    return [{ gap, from, to: to < 0 ? versions.length : to }];
  });
}

/** Those that encryption calls do not explain. */
export function unexplainedGaps(lifetime: Lifetime): readonly PlacedGap[] {
  return missingUpdates(lifetime).filter(({ gap }) => gap.explainedByEncryption !== true);
}

/**
 * How many versions are missing after one version and up to another, as a state sees it: what a refused update showed
 * to be missing after the last version counts for that one.
 */
export function missingBetween(gaps: readonly PlacedGap[], after: number, upTo: number, last: number): number {
  const between = gaps.filter(({ to }) => to > after && (to <= upTo || (to > last && upTo === last)));
  return between.reduce((sum, { gap }) => sum + (gap.missing ?? 0), 0);
}
