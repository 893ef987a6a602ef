// Tables of changes in HTML.
import type { ShownChange, ShownValue } from '../presented.ts';
import type { ReportField } from './content.ts';
import { element, textElement } from './htmlText.ts';
import { byText, grouped, sideText, weightText } from './words.ts';

/** One table for each group of fields. `timeZone` is given where each change names who made it. */
export function changeTables(changes: readonly ShownChange[], timeZone?: string): string {
  return grouped(changes)
    .map(([group, members]) => {
      const rows = members.map((change) => row(change, timeZone)).join('');
      return `${textElement('h3', group)}${element('table', `${head(timeZone !== undefined)}${element('tbody', rows)}`)}`;
    })
    .join('');
}

/** A configuration, field by field. */
export function fieldTables(fields: readonly ReportField[]): string {
  const groups = new Set(fields.map(({ group }) => group));
  const widths = '<colgroup><col class="wide"><col></colgroup>';
  return [...groups]
    .map((group) => {
      const rows = fields
        .filter((field) => field.group === group)
        .map(({ label, path, value }) =>
          element('tr', `${element('td', fieldName(label, path))}${element('td', shown(value, value.text))}`),
        );
      return `${textElement('h3', group)}${element('table', `${widths}${element('tbody', rows.join(''))}`)}`;
    })
    .join('');
}

function fieldName(label: string, path: string): string {
  return `${textElement('span', label)}${textElement('span', path, { class: 'path' })}`;
}

function head(hasOrigin: boolean): string {
  const columns = ['Field', 'Before', 'After', 'Severity and reason', ...(hasOrigin ? ['Who, when'] : [])];
  const widths = `<colgroup><col class="field"><col class="side"><col class="side"><col>${hasOrigin ? '<col class="by">' : ''}</colgroup>`;
  const cells = columns.map((column) => `<th scope="col">${column}</th>`).join('');
  return `${widths}${element('thead', element('tr', cells))}`;
}

function row(change: ShownChange, timeZone: string | undefined): string {
  const cells = [
    element('td', fieldName(change.label, change.path)),
    element('td', valueOf(change, 'before'), { class: 'before' }),
    element('td', valueOf(change, 'after'), { class: 'after' }),
    textElement('td', weightText(change), { class: `weight ${change.severity}` }),
    ...(timeZone === undefined ? [] : [element('td', origin(change, timeZone))]),
  ];
  return element('tr', cells.join(''));
}

function origin({ by }: ShownChange, timeZone: string): string {
  if (by === undefined) return '';
  const note = by.note === undefined ? '' : textElement('span', by.note, { class: 'note' });
  return `${textElement('span', byText(by, timeZone))}${note}`;
}

function valueOf(change: ShownChange, side: 'before' | 'after'): string {
  const value = change[side];
  const text = sideText(value, change.kind, side);
  return value === undefined ? textElement('span', text, { class: 'absent' }) : shown(value, text);
}

function shown({ marks }: ShownValue, text: string): string {
  const classes = ['value', ...marks.map(({ certainty }) => certainty)].join(' ');
  const notes = marks.map(({ certainty, explanation }) =>
    textElement('span', `${certainty}: ${explanation}`, { class: 'note' }),
  );
  return `${textElement('code', text, { class: classes })}${notes.join('')}`;
}
