// What a reader must know of a state before believing it.
import type { CallLookup } from '../timeline/callLookup.ts';
import { shownGap } from '../timeline/gaps.ts';
import type { Gap, Lifetime, Version } from '../model.ts';
import { missingUpdates, type PlacedGap } from './versionGaps.ts';
import { certaintyRemarks } from '../timeline/versionRemarks.ts';

type VersionRef = { readonly lifetime: number; readonly version: number };

/** Of a version as such: what is missing right before it, and after the last. */
export function versionRemarks(lifetime: Lifetime, ref: VersionRef, lookup: CallLookup): readonly string[] {
  const around = missingUpdates(lifetime).filter(({ to }) => to === ref.version || isTrailing(to, lifetime, ref));
  return remarksOf(
    lifetime,
    ref,
    around.map(({ gap }) => gap),
    lookup,
  );
}

/** Of a version that was in force at a moment: what may have followed it unseen, too. */
export function momentRemarks(
  lifetime: Lifetime,
  ref: VersionRef,
  { timeMs, lookup }: { readonly timeMs: number; readonly lookup: CallLookup },
): readonly string[] {
  const version = lifetime.versions[ref.version];
  const gaps = missingUpdates(lifetime);
  const spanning = gaps.filter((gap) => spans(gap, ref));
  const shown = gaps.filter((gap) => gap.to === ref.version || spanning.includes(gap)).map(({ gap }) => gap);
  return [
    ...remarksOf(lifetime, ref, shown, lookup),
    ...(spanning.some(({ gap }) => gap.explainedByEncryption !== true) ? [mayBeReplaced] : []),
    ...(version !== undefined && isFresh(version, timeMs) ? [mayNotWorkYet] : []),
  ];
}

const mayBeReplaced =
  'When the missing updates were made is unknown: at this moment one of them may already have been in force.';
const mayNotWorkYet =
  'Changes are usually effective within a few minutes: at this moment the state before may still have been in effect.';

function remarksOf(lifetime: Lifetime, ref: VersionRef, gaps: readonly Gap[], lookup: CallLookup): readonly string[] {
  const version = lifetime.versions[ref.version];
  return [
    ...gaps.map((gap) => {
      const { title, explanation } = shownGap(gap, lifetime, ref.lifetime, lookup);
      return `${title}. ${explanation}`;
    }),
    ...(version === undefined ? [] : certaintyRemarks(version).map(({ text }) => text)),
  ];
}

function isTrailing(to: number, { versions }: Lifetime, ref: VersionRef): boolean {
  return to === versions.length && ref.version === versions.length - 1;
}

/** Whether a gap lies between a version and the one after it, or after revisions of its number. */
function spans({ from, to }: PlacedGap, { version }: VersionRef): boolean {
  return from <= version && version < to;
}

const fewMinutesMs = 5 * 60_000;

/** Tags are there at once. */
function isFresh({ time, eventName }: Version, timeMs: number): boolean {
  return timeMs - Date.parse(time) < fewMinutesMs && !/^(?:Tag|Untag)/.test(eventName);
}
