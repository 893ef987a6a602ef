import type { CallOutput } from '../../shared/ipc/contract.ts';
import type { StreamKey } from '../state/view.ts';
import { formatTime } from '../ui/times.ts';

export type Stream = CallOutput<'streams.list'>['streams'][number];

export function isSameStream(a: StreamKey | undefined, b: StreamKey | undefined): boolean {
  return a?.account === b?.account && a?.region === b?.region && a?.name === b?.name;
}

/** Where the stream stands: names are unique only there. */
export function placeOf(stream: Stream | undefined): string {
  return stream ? `${stream.account || 'no account'} · ${stream.region || 'no region'}` : '';
}

export function lastChangeOf({ lastChangeTime, lastChangeActor }: Stream, timeZone: string): string {
  if (lastChangeTime === undefined) return 'none succeeded in this log';
  const by = lastChangeActor === undefined ? '' : ` by ${lastChangeActor}`;
  return `last ${formatTime(lastChangeTime, timeZone)}${by}`;
}
