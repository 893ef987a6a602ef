// What differs between two versions, for people: field under field, so that long values stand whole.
import type { Comparison, ShownChange } from '../../shared/firehose/presented.ts';
import { byText, doubts, grouped, sideText, weightText } from '../../shared/firehose/report/words.ts';
import { onTerminal } from './onTerminal.ts';

/** Lines without what counts as noise; how much that is, the last one says. */
export function differenceText(comparison: Comparison, timeZone: string): string {
  const shown = comparison.changes.filter(({ noise }) => !noise);
  const doubtful = doubts(comparison).map((doubt) => `  ${doubt}`);
  const lines = [
    ...(shown.length === 0 ? ['', 'Nothing changed.'] : grouped(shown).flatMap((group) => groupLines(group, timeZone))),
    ...(doubtful.length === 0 ? [] : ['', 'Gaps and doubts', ...doubtful]),
    ...hiddenLines(comparison.changes.length - shown.length),
  ];
  return `${lines.map((line) => onTerminal(line)).join('\n')}\n`;
}

function groupLines([group, changes]: readonly [string, readonly ShownChange[]], timeZone: string): readonly string[] {
  return ['', group, ...changes.flatMap((change) => changeLines(change, timeZone))];
}

function changeLines(change: ShownChange, timeZone: string): readonly string[] {
  const { label, path, kind, by } = change;
  const marks = [change.before, change.after].flatMap((value) => value?.marks ?? []);
  return [
    `  ${label}  ${path}`,
    `    - ${sideText(change.before, kind, 'before')}`,
    `    + ${sideText(change.after, kind, 'after')}`,
    `    ${weightText(change)}`,
    ...new Set(marks.map(({ certainty, explanation }) => `    ${certainty}: ${explanation}`)),
    ...(by === undefined ? [] : [`    ${byText(by, timeZone)}${by.note === undefined ? '' : `; ${by.note}`}`]),
  ];
}

function hiddenLines(noise: number): readonly string[] {
  if (noise === 0) return [];
  const what = noise === 1 ? '1 value that is restated or a default' : `${noise} values that are restated or defaults`;
  return ['', `${what} not shown; --json has all.`];
}
