// How the changes of a comparison are laid out: by heading, the weightiest heading first and the weightiest change first
// in each; after a switch of the destination its old and new settings are folded into one block.
import type { Severity, ShownChange } from '../../shared/firehose/presented.ts';
import { countOf } from '../ui/numbers.ts';
import { byGroup } from './fieldGroups.ts';

export type ChangeGroup = {
  readonly heading: string;
  readonly changes: readonly ShownChange[];
  /** Settings that came and went with the kind of destination: folded until asked. */
  readonly replaced: readonly ShownChange[];
};

const weights: Readonly<Record<Severity, number>> = { info: 0, low: 1, medium: 2, high: 3 };

function weightOf({ severity, noise }: ShownChange): number {
  return noise ? -1 : weights[severity];
}

/** Whether every record goes to another kind of destination; S3 told as ExtendedS3 is none. */
function isSwitch({ path, kind, noise }: ShownChange): boolean {
  return path === 'destination.type' && kind === 'modified' && !noise;
}

/** Also what both have, since nothing of the old one is kept. */
function isReplaced({ path }: ShownChange): boolean {
  return path.startsWith('destination.') && path !== 'destination.type';
}

export function groupChanges(changes: readonly ShownChange[], isNoiseShown: boolean): readonly ChangeGroup[] {
  const shown = changes.filter(({ noise }) => isNoiseShown || !noise);
  const switched = shown.find(isSwitch);
  const replaced = switched ? shown.filter(isReplaced) : [];
  const others = switched ? shown.filter((change) => !isReplaced(change)) : shown;
  return byGroup(others)
    .map(({ heading, items }) => ({
      heading,
      changes: items.toSorted((a, b) => weightOf(b) - weightOf(a)),
      replaced: switched && items.includes(switched) ? replaced : [],
    }))
    .toSorted((a, b) => heaviest(b) - heaviest(a));
}

function heaviest({ changes }: ChangeGroup): number {
  return Math.max(...changes.map(weightOf));
}

/** `2 defaults and 9 restatements`; nothing where there are none. */
export function noiseText(defaults: number, restated: number): string | undefined {
  const parts = [
    defaults > 0 ? countOf(defaults, 'default') : undefined,
    restated > 0 ? countOf(restated, 'restatement') : undefined,
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' and ') : undefined;
}
