// Sentences that reports of every format share.
import { momentText } from '../compare/momentText.ts';
import type {
  Comparison,
  Origin,
  Severity,
  ShownChange,
  ShownState,
  ShownValue,
  Timeline,
  TimelineEntry,
} from '../presented.ts';
import { bySeverity } from '../timeline/summary.ts';
import { counted } from '../timeline/summaryWords.ts';
import type { ChangeTable, TimelineContent } from './content.ts';

export function timeText(iso: string, timeZone: string): string {
  return momentText(Date.parse(iso), timeZone);
}

/** `Times are in Europe/Berlin.` */
export function zoneText(timeZone: string): string {
  return `Times are in ${timeZone}.`;
}

/** Account and region, or that the log names none. */
export function placeText({ account, region }: Timeline['stream']): string {
  return `account ${account === '' ? 'not in the log' : account}, region ${region === '' ? 'not in the log' : region}`;
}

/** `198.51.100.24 · Terraform · on behalf of cloudformation.amazonaws.com · with MFA` */
export function whereText({ sourceIPAddress, tool, invokedBy, mfa }: Origin): string {
  const via = invokedBy === undefined || invokedBy === sourceIPAddress ? undefined : `through ${invokedBy}`;
  const signed = mfa === undefined ? undefined : mfa ? 'with MFA' : 'without MFA';
  return [sourceIPAddress, tool, via, signed].filter((part) => part !== undefined).join(' · ');
}

/** `bob, 12 Jun 2026 14:31:00 UTC, version 6`. */
export function byText(by: NonNullable<ShownChange['by']>, timeZone: string): string {
  return `${by.actor}, ${timeText(by.time, timeZone)}, version ${by.versionId}`;
}

/** Of a moment without a known version. */
export function existenceText({ existence }: ShownState): string {
  return existence === 'does-not-exist' ? 'when the stream did not exist' : 'when its configuration is not in this log';
}

const severityWords: Readonly<Record<Severity, string>> = { high: 'High', medium: 'Medium', low: 'Low', info: 'Info' };

export function severityText(severity: Severity): string {
  return severityWords[severity];
}

/** `High: data is written to another bucket.`, or why a change is noise. */
export function weightText({ severity, reason, noiseReason }: ShownChange): string {
  const why = noiseReason ?? reason;
  return why === undefined ? severityText(severity) : `${severityText(severity)}: ${why}`;
}

/** What to write where a side has no value. */
export function sideText(value: ShownValue | undefined, kind: ShownChange['kind'], side: 'before' | 'after'): string {
  if (value !== undefined) return value.text;
  if (side === 'after') return 'none';
  return kind === 'set' ? 'not in this log' : 'none';
}

/** `5 changes: 2 high, 1 medium, 2 info. 11 more are hidden as defaults or restatements.` */
export function countsText({ changes, left }: ChangeTable): string {
  const told = changes.filter(({ noise }) => !noise);
  const kinds = (['high', 'medium', 'low', 'info'] as const).flatMap((severity) => {
    const count = told.filter((change) => change.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  const noise = changes.length - told.length;
  const listed = told.length < 2 ? '' : `: ${kinds.join(', ')}`;
  const shown =
    noise === 0 ? '' : ` ${counted(noise, 'default or restatement', 'defaults and restatements')} shown too.`;
  const hidden =
    left === 0 ? '' : ` ${counted(left, 'default or restatement is', 'defaults and restatements are')} left out.`;
  return `${counted(told.length, 'change')}${listed}.${shown}${hidden}`;
}

/** Groups in the order of their first change; the most severe changes of a group first. */
export function grouped(changes: readonly ShownChange[]): readonly (readonly [string, readonly ShownChange[]])[] {
  const groups = new Map<string, ShownChange[]>();
  for (const change of changes.toSorted(byImportance)) {
    const group = groups.get(change.group);
    if (group) group.push(change);
    else groups.set(change.group, [change]);
  }
  return [...groups];
}

/** Another kind of destination comes first: all else follows from it. */
function byImportance(a: ShownChange, b: ShownChange): number {
  const isType = ({ path }: ShownChange): number => (path === 'destination.type' ? 0 : 1);
  return bySeverity(a.severity, b.severity) || isType(a) - isType(b);
}

/** What a reader must know of the two sides before believing the table. */
export function doubts({ from, to }: Comparison): readonly string[] {
  return [from, to].flatMap(({ title, remarks, unknown }) => [
    ...remarks.map((remark) => `${title}: ${remark}`),
    ...(unknown.length > 0 && remarks.length === 0 ? [`${title}: not wholly in this log: ${unknown.join(', ')}.`] : []),
  ]);
}

/** What the log holds of a stream, in a sentence each. */
export function facts({ timeline, calls, timeZone }: TimelineContent): readonly string[] {
  const count = (kind: TimelineEntry['kind']): number => timeline.entries.filter((entry) => entry.kind === kind).length;
  const refused = timeline.entries.reduce(
    (sum, entry) => sum + (entry.kind === 'refusals' ? entry.attempts.length : 0),
    0,
  );
  const span =
    calls.first === undefined || calls.last === undefined
      ? ''
      : `, from ${timeText(calls.first, timeZone)} to ${timeText(calls.last, timeZone)}`;
  return [
    `Rebuilt from ${counted(calls.count, 'CloudTrail call')} that ${calls.count === 1 ? 'names' : 'name'} the stream${span}.`,
    [
      counted(count('version'), 'version'),
      counted(timeline.lifetimes.length, 'lifetime'),
      counted(refused, 'refused attempt'),
      counted(count('gap'), 'gap'),
    ].join(', ') + '.',
  ];
}
