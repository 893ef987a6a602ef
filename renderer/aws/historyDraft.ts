// What is chosen in the dialog for Event history, and the source it comes to.
import type { EventHistorySource, LookupAttribute } from '../../shared/ipc/sourceSpec.ts';
import { rangeDraftOf, readRange, type RangeDraft } from './rangeDraft.ts';

export type HistoryDraft = {
  readonly profile: string | undefined;
  /** Kept for a source that has one; else the profile says. */
  readonly endpoint: string | undefined;
  /** Absent until something is chosen. */
  readonly regions: readonly string[] | undefined;
  readonly range: RangeDraft;
  readonly attribute: { readonly key: LookupAttribute | undefined; readonly value: string };
};

export function newHistoryDraft(profile: string | undefined): HistoryDraft {
  return {
    profile,
    endpoint: undefined,
    regions: undefined,
    range: { kind: 'preset', range: { lastMinutes: 7 * 24 * 60 } },
    attribute: { key: undefined, value: '' },
  };
}

export function historyDraftOf(source: EventHistorySource, timeZone: string): HistoryDraft {
  return {
    profile: source.profile,
    endpoint: source.endpoint,
    regions: source.regions,
    range: rangeDraftOf(source.range, timeZone),
    attribute: { key: source.attribute?.key, value: source.attribute?.value ?? '' },
  };
}

/** The source that is chosen, or what is still to be chosen. */
export function historySourceOf(
  { profile, endpoint, range, attribute: { key, value } }: HistoryDraft,
  regions: readonly string[],
  timeZone: string,
): { readonly source: EventHistorySource } | { readonly problem: string } {
  if (regions.length === 0) return { problem: 'Choose at least one region.' };
  const read = readRange(range, timeZone);
  if ('problem' in read) return read;
  if (key !== undefined && value.trim() === '') return { problem: 'Give the value that the attribute is to have.' };
  const source: EventHistorySource = {
    kind: 'eventHistory',
    ...(profile !== undefined && { profile }),
    ...(endpoint !== undefined && { endpoint }),
    regions: [...regions],
    range: read.range,
    ...(key !== undefined && { attribute: { key, value: value.trim() } }),
  };
  return { source };
}
