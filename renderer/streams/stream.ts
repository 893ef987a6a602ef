// What the list says of a stream, and how the list is narrowed and ordered.
import type { StreamKey } from '../../shared/firehose/model.ts';
import type { Severity, StreamSummary } from '../../shared/firehose/presented.ts';
import type { StreamFilter, StreamOrder } from '../state/view.ts';
import { formatCount } from '../ui/numbers.ts';

export const streamFilters: readonly { readonly value: StreamFilter; readonly label: string }[] = [
  { value: 'all', label: 'All streams' },
  { value: 'gaps', label: 'With gaps' },
  { value: 'refusals', label: 'With refused attempts' },
  { value: 'deleted', label: 'Deleted or ended' },
];

export const streamOrders: readonly { readonly value: StreamOrder; readonly label: string }[] = [
  { value: 'place', label: 'Account and region' },
  { value: 'name', label: 'Name' },
  { value: 'changed', label: 'Last change' },
  { value: 'severity', label: 'Severity of the last change' },
  { value: 'versions', label: 'Number of versions' },
];

export function isSameStream(a: StreamKey | undefined, b: StreamKey | undefined): boolean {
  return a?.account === b?.account && a?.region === b?.region && a?.name === b?.name;
}

export function keyOfStream({ account, region, name }: StreamKey): string {
  return JSON.stringify([account, region, name]);
}

/** Where the stream stands: names are unique only there. */
export function placeOf({ account, region }: StreamKey): string {
  return `${account || 'no account'} · ${region || 'no region'}`;
}

export type StreamBadge = { readonly text: string; readonly tone?: 'warn' | 'error' | 'ok'; readonly title: string };

/** The marks a stream carries in the list, the most telling first. */
export function badgesOf(stream: StreamSummary): readonly StreamBadge[] {
  const badges: StreamBadge[] = [];
  if (stream.gaps > 0) {
    const text = stream.gaps === 1 ? 'gap' : `${formatCount(stream.gaps)} gaps`;
    badges.push({ text, tone: 'warn', title: 'Changes were made that are not in this log' });
  }
  if (stream.refused > 0) {
    const title = 'Calls that would have changed the stream and were refused';
    badges.push({ text: `${formatCount(stream.refused)} refused`, tone: 'error', title });
  }
  if (stream.conflicts > 0) {
    badges.push({ text: 'conflict', tone: 'warn', title: 'Calls whose order or effect the log leaves open' });
  }
  if (stream.lifetimes > 1) {
    badges.push({ text: 're-created', tone: 'ok', title: `The name was used for ${stream.lifetimes} streams` });
  }
  const state = stateBadges[stream.state];
  if (state) badges.push(state);
  return badges;
}

const stateBadges: Readonly<Record<StreamSummary['state'], StreamBadge | undefined>> = {
  open: undefined,
  deleted: { text: 'deleted', title: 'Deleted by a call in this log' },
  ended: { text: 'ended', title: 'Gone at some time; the call that deleted it is not in this log' },
  seen: { text: 'only read', title: 'Only calls that read it are in this log' },
  'never-created': { text: 'never created', title: 'Named by refused calls only' },
};

const passes: Readonly<Record<StreamFilter, (stream: StreamSummary) => boolean>> = {
  all: () => true,
  gaps: (stream) => stream.gaps > 0,
  refusals: (stream) => stream.refused > 0,
  deleted: (stream) => stream.state === 'deleted' || stream.state === 'ended',
};

const severities: readonly (Severity | undefined)[] = [undefined, 'info', 'low', 'medium', 'high'];

function rankOf({ lastChange }: StreamSummary): number {
  return severities.indexOf(lastChange?.severity);
}

function byPlace(a: StreamSummary, b: StreamSummary): number {
  return compareTexts(a.account, b.account) || compareTexts(a.region, b.region) || compareTexts(a.name, b.name);
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

const orders: Readonly<Record<StreamOrder, (a: StreamSummary, b: StreamSummary) => number>> = {
  place: byPlace,
  name: (a, b) => compareTexts(a.name.toLowerCase(), b.name.toLowerCase()),
  changed: (a, b) => compareTexts(b.lastChange?.time ?? '', a.lastChange?.time ?? ''),
  severity: (a, b) => rankOf(b) - rankOf(a) || compareTexts(b.lastChange?.time ?? '', a.lastChange?.time ?? ''),
  versions: (a, b) => b.versions - a.versions,
};

/** The streams that the reader wants to see, as ordered. */
export function listStreams(
  streams: readonly StreamSummary[],
  { text, filter, order }: { readonly text: string; readonly filter: StreamFilter; readonly order: StreamOrder },
  accountNames: Readonly<Record<string, string>> = {},
): readonly StreamSummary[] {
  const wanted = text.trim().toLowerCase();
  return streams
    .filter((stream) => passes[filter](stream) && isNamed(stream, accountNames[stream.account], wanted))
    .toSorted((a, b) => orders[order](a, b) || byPlace(a, b));
}

/** By its name, by where it stands, or by where it delivers to. */
function isNamed(stream: StreamSummary, accountName: string | undefined, wanted: string): boolean {
  const { name, account, region, destination } = stream;
  return [name, account, accountName, region, destination].some((text) => text?.toLowerCase().includes(wanted));
}
