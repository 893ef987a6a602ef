// Reports that open anywhere and print well: one file, no script, nothing fetched, all of the log as text.
import type {
  Origin,
  Severity,
  ShownState,
  Timeline,
  TimelineEntry,
  TimelineRefusals,
  TimelineVersion,
} from '../presented.ts';
import { highest } from '../timeline/summary.ts';
import type { DiffContent, TimelineContent, VersionChanges } from './content.ts';
import { style } from './htmlStyle.ts';
import { changeTables, fieldTables } from './htmlTable.ts';
import { element, escaped, list, textElement } from './htmlText.ts';
import {
  countsText,
  doubts,
  existenceText,
  facts,
  placeText,
  severityText,
  timeText,
  whereText,
  zoneText,
} from './words.ts';

const policy = "default-src 'none'; style-src 'unsafe-inline'";

type Fact = readonly [name: string, text: string];

export function diffHtml({ stream, timeZone, comparison, left, origins }: DiffContent): string {
  const { from, to, changes } = comparison;
  const title = `${stream.name}: ${from.title} → ${to.title}`;
  const rows: readonly Fact[] = [
    ...streamFacts(stream),
    ['From', sideText(from, origins.from, timeZone)],
    ['To', sideText(to, origins.to, timeZone)],
    ['Changes', countsText({ changes, left })],
    ['Times', zoneText(timeZone)],
  ];
  const doubtful = doubts(comparison);
  const told = changes.length === 0 ? textElement('p', 'No changes.') : changeTables(changes, timeZone);
  const body = [
    card([told], highest(changes.map(({ severity }) => severity)), 'long'),
    doubtful.length === 0 ? '' : card([textElement('h2', 'Gaps and doubts'), list(doubtful)], undefined, 'gap'),
  ];
  return page({ title, facts: rows, body: body.join('\n') });
}

function sideText(state: ShownState, origin: Origin | undefined, timeZone: string): string {
  if (state.id === undefined) return `${state.title}, ${existenceText(state)}`;
  const made = state.time === undefined ? '' : `, made ${timeText(state.time, timeZone)}`;
  return `${state.title}${made}${origin === undefined ? '' : ` by ${originText(origin)}`}`;
}

export function timelineHtml(content: TimelineContent): string {
  const { what, stream, timeZone, timeline, tables } = content;
  const byVersion = new Map(tables.map((changes) => [`${changes.lifetime}/${changes.version}`, changes]));
  const rows: readonly Fact[] = [
    ...streamFacts(stream),
    ...facts(content).map((fact, index): Fact => [index === 0 ? 'Source' : 'Contents', fact]),
    ['Times', zoneText(timeZone)],
  ];
  const entries = timeline.entries.map((entry) => entryHtml(entry, timeZone, byVersion));
  return page({ title: `${stream.name}: ${what}`, facts: rows, body: entries.join('\n') });
}

function streamFacts(stream: Timeline['stream']): readonly Fact[] {
  const place: Fact = ['Stream', `${stream.name}, ${placeText(stream)}`];
  return stream.arn === undefined ? [place] : [place, ['ARN', stream.arn]];
}

function originText(origin: Origin): string {
  const where = whereText(origin);
  const event = origin.eventId === null ? '' : `, event ${origin.eventId}`;
  return `${origin.actor}${where === '' ? '' : ` (${where})`}, ${origin.eventName}${event}`;
}

function meta(origin: Origin, timeZone: string): string {
  return textElement('p', `${timeText(origin.time, timeZone)} · ${originText(origin)}`, { class: 'meta' });
}

function entryHtml(entry: TimelineEntry, timeZone: string, tables: ReadonlyMap<string, VersionChanges>): string {
  if (entry.kind === 'version') {
    return versionHtml(entry, timeZone, tables.get(`${entry.lifetime}/${entry.version}`));
  }
  const { kind, title, severity, explanation } = entry;
  if (kind === 'refusals') return refusalsHtml(entry, timeZone);
  if (kind === 'gap') return card([heading(title, ['gap'], severity), textElement('p', explanation)], severity, 'gap');
  const who = entry.origin === undefined ? '' : meta(entry.origin, timeZone);
  return card([heading(title, [], severity), textElement('p', explanation), who], severity, 'moment');
}

function versionHtml(entry: TimelineVersion, timeZone: string, changes: VersionChanges | undefined): string {
  const { id, origin, summary, severity, badges, remarks } = entry;
  const parts = [
    heading(`Version ${id}`, badges, severity),
    textElement('p', summary),
    meta(origin, timeZone),
    list(remarks.map(({ text }) => text)),
    changes === undefined ? '' : tablesOf(changes),
  ];
  return card(
    parts,
    severity,
    Math.max(changes?.changes.length ?? 0, changes?.fields.length ?? 0) > longTable ? 'long' : '',
  );
}

function refusalsHtml(entry: TimelineRefusals, timeZone: string): string {
  const attempts = entry.attempts.map((attempt) => {
    const message = attempt.errorMessage === undefined ? '' : `: ${attempt.errorMessage}`;
    return `${timeText(attempt.time, timeZone)} · ${originText(attempt)}${message}`;
  });
  const parts = [
    heading(entry.title, [entry.errorCode], entry.severity),
    textElement('p', entry.explanation),
    list(attempts),
  ];
  return card(parts, entry.severity, entry.attempts.length > longTable ? 'long' : '');
}

/** What has more rows than this may be broken over pages. */
const longTable = 12;

function tablesOf(changes: VersionChanges): string {
  if (changes.fields.length > 0) return fieldTables(changes.fields);
  if (changes.changes.length === 0 && changes.left === 0) return '';
  return `${textElement('p', countsText(changes), { class: 'meta' })}${changeTables(changes.changes)}`;
}

function heading(title: string, badges: readonly string[], severity: Severity | undefined): string {
  const weight =
    severity === undefined ? '' : textElement('span', severityText(severity), { class: `badge ${severity}` });
  const others = badges.map((badge) => textElement('span', badge, { class: 'badge' }));
  return element('div', [textElement('h2', title), weight, ...others].join(''), { class: 'heading' });
}

function card(parts: readonly string[], severity: Severity | undefined, kind: string): string {
  return element('section', parts.join(''), { class: ['entry', severity ?? '', kind].filter(Boolean).join(' ') });
}

const legend: readonly (readonly [certainty: string, meaning: string])[] = [
  ['hidden', 'CloudTrail does not show the value.'],
  ['stale', 'Last known before a gap: it may have changed.'],
  ['ambiguous', 'Kept from a block that was given in part: AWS does not document whether it is kept.'],
];

function page(content: { readonly title: string; readonly facts: readonly Fact[]; readonly body: string }): string {
  const rows = content.facts.map(([name, text]) => `${textElement('dt', name)}${textElement('dd', text)}`).join('');
  const marks = legend.map(
    ([certainty, meaning]) => `${textElement('code', certainty, { class: `value ${certainty}` })} ${escaped(meaning)}`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Firetrail">
<title>${escaped(content.title)}</title>
<style>${style}</style>
</head>
<body>
<header>${textElement('h1', content.title)}${element('dl', rows, { class: 'facts' })}</header>
<main>
${content.body}
</main>
<footer>${textElement('h3', 'Marks')}${marks.map((mark) => element('p', mark)).join('')}${textElement('p', rebuilt)}</footer>
</body>
</html>
`;
}

const rebuilt =
  'Made by Firetrail from CloudTrail records. What the log does not hold is marked, never guessed. Secrets are masked.';
