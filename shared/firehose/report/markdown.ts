// Reports to paste into a ticket.
import type {
  Origin,
  ShownChange,
  ShownState,
  ShownValue,
  TimelineEntry,
  TimelineRefusals,
  TimelineVersion,
} from '../presented.ts';
import type { DiffContent, ReportField, TimelineContent, VersionChanges } from './content.ts';
import { code, codeCell, plain, table } from './markdownText.ts';
import {
  byText,
  countsText,
  doubts,
  existenceText,
  facts,
  grouped,
  placeText,
  severityText,
  sideText,
  timeText,
  weightText,
  whereText,
  zoneText,
} from './words.ts';

type Paragraph = string;

export function diffMarkdown({ stream, timeZone, comparison, left, origins }: DiffContent): string {
  const { from, to, changes } = comparison;
  const doubtful = doubts(comparison);
  return joined([
    `## ${plain(stream.name)}: ${plain(from.title)} → ${plain(to.title)}`,
    list([
      `Stream: ${code(stream.name)}, ${plain(placeText(stream))}`,
      `From: ${side(from, origins.from, timeZone)}`,
      `To: ${side(to, origins.to, timeZone)}`,
      zoneText(timeZone),
    ]),
    countsText({ changes, left }),
    ...groupsOf(changes, (change) => [by(change, timeZone)]),
    ...(doubtful.length === 0 ? [] : ['### Gaps and doubts', list(doubtful.map(plain))]),
  ]);
}

function side(state: ShownState, origin: Origin | undefined, timeZone: string): string {
  if (state.id === undefined) return `${plain(state.title)}, ${existenceText(state)}`;
  const made = state.time === undefined ? '' : `, made ${timeText(state.time, timeZone)}`;
  return `${plain(state.title)}${made}${origin === undefined ? '' : ` by ${originText(origin)}`}`;
}

/** `bob (203.0.113.24 · Terraform), UpdateDestination, event 95c7…` */
function originText(origin: Origin): string {
  const where = whereText(origin);
  const event = origin.eventId === null ? '' : `, event ${code(origin.eventId)}`;
  return `${plain(origin.actor)}${where === '' ? '' : ` (${plain(where)})`}, ${origin.eventName}${event}`;
}

/** One table for each group of fields. */
function groupsOf(
  changes: readonly ShownChange[],
  more: (change: ShownChange) => readonly string[],
): readonly Paragraph[] {
  return grouped(changes).flatMap(([group, members]) => {
    const rows = members.map((change) => [
      `${plain(change.label)} ${codeCell(change.path)}`,
      valueCell(change, 'before'),
      valueCell(change, 'after'),
      weight(change),
      ...more(change),
    ]);
    const head = ['Field', 'Before', 'After', 'Severity and reason'];
    const isLonger = (rows[0]?.length ?? 0) > head.length;
    return [`**${plain(group)}**`, table(isLonger ? [...head, 'Who, when'] : head, rows)];
  });
}

function weight(change: ShownChange): string {
  const text = plain(weightText(change));
  return change.severity === 'high' ? `**${severityText('high')}**${text.slice(severityText('high').length)}` : text;
}

function by(change: ShownChange, timeZone: string): string {
  if (change.by === undefined) return '';
  const note = change.by.note === undefined ? '' : ` (${change.by.note})`;
  return plain(`${byText(change.by, timeZone)}${note}`);
}

function valueCell(change: ShownChange, which: 'before' | 'after'): string {
  const value = change[which];
  const text = sideText(value, change.kind, which);
  return value === undefined ? plain(text) : `${codeCell(text)}${marks(value)}`;
}

function marks(value: ShownValue): string {
  return value.marks.map(({ certainty, explanation }) => ` (${certainty}: ${plain(explanation)})`).join('');
}

export function timelineMarkdown(content: TimelineContent): string {
  const { what, stream, timeZone, timeline, tables } = content;
  const byVersion = new Map(tables.map((changes) => [`${changes.lifetime}/${changes.version}`, changes]));
  const arn = stream.arn === undefined ? '' : `, ${code(stream.arn)}`;
  return joined([
    `## ${plain(stream.name)}: ${what}`,
    list([`Stream: ${code(stream.name)}, ${plain(placeText(stream))}${arn}`, ...facts(content), zoneText(timeZone)]),
    ...timeline.entries.flatMap((entry) => entryText(entry, timeZone, byVersion)),
  ]);
}

function entryText(
  entry: TimelineEntry,
  timeZone: string,
  tables: ReadonlyMap<string, VersionChanges>,
): readonly Paragraph[] {
  if (entry.kind === 'version') {
    return versionText(entry, timeZone, tables.get(`${entry.lifetime}/${entry.version}`));
  }
  const { kind, title, severity, explanation } = entry;
  const told = `${severityText(severity)}. ${plain(explanation)}`;
  if (kind === 'refusals') return [`### ${plain(title)}: ${plain(entry.errorCode)}`, told, attempts(entry, timeZone)];
  if (kind === 'gap') return [`### Gap: ${plain(title)}`, told];
  return [`### ${plain(title)}`, ...(entry.origin === undefined ? [] : [madeText(entry.origin, timeZone)]), told];
}

function versionText(
  entry: TimelineVersion,
  timeZone: string,
  changes: VersionChanges | undefined,
): readonly Paragraph[] {
  const badges = entry.badges.length === 0 ? '' : ` (${entry.badges.join(', ')})`;
  const severity = entry.severity === undefined ? '' : ` · ${severityText(entry.severity)}`;
  return [
    `### Version ${entry.id}${badges}: ${plain(entry.summary)}`,
    `${madeText(entry.origin, timeZone)}${severity}`,
    ...(entry.remarks.length === 0 ? [] : [list(entry.remarks.map(({ text }) => plain(text)))]),
    ...(changes === undefined ? [] : changesOf(changes)),
  ];
}

function madeText(origin: Origin, timeZone: string): string {
  return `${timeText(origin.time, timeZone)} · ${originText(origin)}`;
}

function attempts(entry: TimelineRefusals, timeZone: string): Paragraph {
  return list(
    entry.attempts.map((attempt) => {
      const message = attempt.errorMessage === undefined ? '' : `: ${plain(attempt.errorMessage)}`;
      return `${madeText(attempt, timeZone)}${message}`;
    }),
  );
}

function changesOf(changes: VersionChanges): readonly Paragraph[] {
  if (changes.fields.length > 0) return [fieldTable(changes.fields)];
  const isEmpty = changes.changes.length === 0 && changes.left === 0;
  return isEmpty ? [] : [countsText(changes), ...groupsOf(changes.changes, () => [])];
}

function fieldTable(fields: readonly ReportField[]): Paragraph {
  const rows = fields.map(({ path, label, group, value }) => [
    plain(group),
    `${plain(label)} ${codeCell(path)}`,
    `${codeCell(value.text)}${marks(value)}`,
  ]);
  return table(['Group', 'Field', 'Value'], rows);
}

function list(items: readonly string[]): Paragraph {
  return items.map((item) => `- ${item}`).join('\n');
}

function joined(paragraphs: readonly Paragraph[]): string {
  return `${paragraphs.join('\n\n')}\n`;
}
