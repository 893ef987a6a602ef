// Tables of changes in HTML.
import type { ShownChange, ShownValue } from '../presented.ts';
import type { ReportField } from './content.ts';
import { element, textElement } from './htmlText.ts';
import { grouped, severityText, sideText, timeText, weightText } from './words.ts';

/** One table for each group of fields. `timeZone` is given where each change names who made it. */
export function changeTables(changes: readonly ShownChange[], timeZone?: string): string {
  return grouped(changes)
    .map(([group, members]) => {
      const rows = members.map((member) => change(member, timeZone)).join('');
      return `${textElement('h3', group)}${element('table', `${head(timeZone !== undefined)}${rows}`)}`;
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
      return `${textElement('h3', group)}${element('table', `${widths}${rows.map((row) => element('tbody', row)).join('')}`)}`;
    })
    .join('');
}

function fieldName(label: string, path: string): string {
  return `${textElement('span', label)}${textElement('span', path, { class: 'path' })}`;
}

function head(hasOrigin: boolean): string {
  const columns = ['Field', 'Before', 'After', ...(hasOrigin ? ['Who, when'] : [])];
  const widths = `<colgroup><col class="field"><col class="side"><col class="side">${hasOrigin ? '<col>' : ''}</colgroup>`;
  const cells = columns.map((column) => `<th scope="col">${column}</th>`).join('');
  return `${widths}${element('thead', element('tr', cells))}`;
}

/** A change is a body of its own, so that paper keeps it together: the values, and below them how much it matters. */
function change(told: ShownChange, timeZone: string | undefined): string {
  const cells = [
    element('td', fieldName(told.label, told.path)),
    element('td', valueOf(told, 'before'), { class: 'before' }),
    element('td', valueOf(told, 'after'), { class: 'after' }),
    ...(timeZone === undefined ? [] : [element('td', origin(told, timeZone))]),
  ];
  return element('tbody', `${element('tr', cells.join(''))}${weightRow(told, cells.length)}`);
}

function weightRow(told: ShownChange, columns: number): string {
  const text = weightText(told);
  if (text === severityText('info')) return '';
  const weight = textElement('span', text, { class: `weight ${told.severity}` });
  return element('tr', `<td colspan="${columns}">${weight}</td>`, { class: 'below' });
}

function origin({ by }: ShownChange, timeZone: string): string {
  if (by === undefined) return '';
  const note = by.note === undefined ? '' : textElement('span', by.note, { class: 'note' });
  const when = textElement('span', `${timeText(by.time, timeZone)}, version ${by.versionId}`, { class: 'note' });
  return `${textElement('span', by.actor)}${when}${note}`;
}

function valueOf(told: ShownChange, side: 'before' | 'after'): string {
  const value = told[side];
  const text = sideText(value, told.kind, side);
  return value === undefined ? textElement('span', text, { class: 'absent' }) : shown(value, text);
}

function shown({ marks }: ShownValue, text: string): string {
  const classes = ['value', ...marks.map(({ certainty }) => certainty)].join(' ');
  const notes = marks.map(({ certainty, explanation }) =>
    textElement('span', `${certainty}: ${explanation}`, { class: 'note' }),
  );
  return `${textElement('code', text, { class: classes })}${notes.join('')}`;
}
