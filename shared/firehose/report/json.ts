// Reports for programs. The shape is a promise: members may be added, none are renamed or taken away while `format`
// stays the same. Times are ISO 8601 in UTC; `timeZone` is the one that titles are written in.
//
//   {format: 1, report: 'diff', timeZone, stream: {account, region, name, arn?},
//    from: {title, id?, time?, existence, isComplete, unknown, remarks, configuration?}, to: {…}, left,
//    changes: [{path, label, group, kind, before?, after?, severity, reason?, noise, noiseReason?, by?}]}
//   {format: 1, report: 'timeline' | 'history', timeZone, stream, calls: {first?, last?, count}, lifetimes, entries}
//
// `before` and `after` are {value, text, marks: [{certainty, explanation}]}; `left` counts changes left out as noise;
// entries are those of the timeline, newest first, in a history versions with their `changeList` and `left`,
// and the first of a lifetime with its `fields`: {path, label, group, value}.
import type { ShownState, TimelineEntry } from '../presented.ts';
import type { JsonObject } from '../../json.ts';
import type { DiffContent, TimelineContent, VersionChanges } from './content.ts';

const format = 1;

export function diffJson({ stream, timeZone, comparison, left }: DiffContent): string {
  const { from, to, changes } = comparison;
  return print({ format, report: 'diff', timeZone, stream, from: stateOf(from), to: stateOf(to), left, changes });
}

function stateOf({ configText, ...shown }: ShownState): object {
  const { title, id, time, existence, isComplete, unknown, remarks } = shown;
  const state = { title, id, time, existence, isComplete, unknown, remarks };
  if (configText === '') return state;
  const configuration: JsonObject = JSON.parse(configText);
  return { ...state, configuration };
}

export function timelineJson({ what, stream, timeZone, timeline, calls, tables }: TimelineContent): string {
  const byVersion = new Map(tables.map((table) => [`${table.lifetime}/${table.version}`, table]));
  const entries = timeline.entries.map((entry) => withChanges(entry, byVersion));
  return print({ format, report: what, timeZone, stream, calls, lifetimes: timeline.lifetimes, entries });
}

function withChanges(entry: TimelineEntry, tables: ReadonlyMap<string, VersionChanges>): object {
  const table = entry.kind === 'version' ? tables.get(`${entry.lifetime}/${entry.version}`) : undefined;
  return table === undefined ? entry : { ...entry, changeList: table.changes, left: table.left, fields: table.fields };
}

function print(report: object): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
