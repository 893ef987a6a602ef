// Words of one-line summaries: short labels, values short enough to be said, lists with "and".
import { splitPath } from '../../diff/leaves.ts';
import type { JsonValue } from '../../json.ts';
import { groupOf, labelOf } from '../fields/labels.ts';
import type { Configuration } from '../model.ts';
import { valueText } from '../fields/units.ts';

/** What a person says where the table's label is exact but long. */
const shortLabels = new Map([
  ['Destination bucket', 'Bucket'],
  ['KMS key for S3 objects', 'KMS key'],
  ['HTTP endpoint URL', 'Endpoint URL'],
  ['CloudWatch error logging', 'Error logging'],
]);

/** Words that keep their capital inside a sentence: names. Words with two capitals keep theirs without being listed. */
const names = new Set([
  'Amazon',
  'Apache',
  'CloudWatch',
  'Elasticsearch',
  'Glue',
  'Iceberg',
  'Kinesis',
  'Lambda',
  'OpenSearch',
  'Parquet',
  'Redshift',
  'S3',
  'Secrets',
  'Snowflake',
  'Splunk',
]);

const longestValue = 24;
const longestList = 60;

/** `Bucket`, `Backup S3 prefix`; the configuration tells what an inner S3 block is for. */
export function shortLabel(path: string, config: Configuration): string {
  const label = labelOf(path, config);
  const [, list, tableName] = splitPath(path);
  if (list === 'destinationTableConfigurationList' && tableName !== undefined) return `${label} of ${tableName}`;
  const anyBlock = /^Intermediate \/ backup (.*)$/.exec(label)?.[1];
  if (anyBlock !== undefined) return `${groupOf(path, config)} ${anyBlock}`;
  const [, block, inner = ''] = /^(Staging|Backup): (.*)$/s.exec(label) ?? [];
  if (block !== undefined) return `${block} ${insideSentence(shortLabels.get(inner) ?? inner)}`;
  return shortLabels.get(label) ?? label;
}

/** `Buffer size` -> `buffer size`; `KMS key` and `Lambda processor` stay. */
export function insideSentence(text: string): string {
  const word = /^[\w-]+/.exec(text)?.[0] ?? '';
  if (names.has(word) || /[A-Z0-9].*[A-Z0-9]/.test(word)) return text;
  return text.charAt(0).toLowerCase() + text.slice(1);
}

export function atStart(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `a`, `a and b`, `a, b and c`, `a, b and 3 more`. */
export function listed(items: readonly string[], most = 3): string {
  const shown = items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : items;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** The same, of fewer items where they are long. */
export function listedBriefly(items: readonly string[]): string {
  const texts = [3, 2, 1].map((most) => listed(items, most));
  return texts.find((text) => text.length <= longestList) ?? texts.at(-1) ?? '';
}

/** Names in a log can hold line ends and control characters. */
export function inOneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** A text that is too long for its line ends with an ellipsis. */
export function clipped(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** `1 update`, `2 updates`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')} ${count === 1 ? one : many}`;
}

/** The value in few words, or nothing where it is long, hidden or a text that is not for a heading. */
export function briefValue(path: string, value: JsonValue | undefined, isSayable: boolean): string | undefined {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value !== 'number' && !(typeof value === 'string' && isSayable)) return undefined;
  const text = value === '' ? 'empty' : valueText(path, value).replace(/ \(.*\)$/, '');
  return text.length > longestValue || /\s{2}|\n/.test(text) ? undefined : text;
}

/** `5 → 64 MiB` of `5 MiB` and `64 MiB`. */
export function briefStep(before: string, after: string): string {
  const unit = / \S+$/.exec(after)?.[0] ?? '';
  const isShared = unit !== '' && before.endsWith(unit) && /^[\d.,]+$/.test(before.slice(0, -unit.length));
  return `${isShared ? before.slice(0, -unit.length) : before} → ${after}`;
}
