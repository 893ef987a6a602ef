// Values as people read them: with their unit, and a human size beside a long number (spec section 7.2).
import { isHidden } from '../../diff/leaves.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { fieldAt } from './fieldTable.ts';
import type { Unit } from './fieldRows.ts';

/** `300 s (5 min)`, `64 MiB`, `"" (empty)`; texts stay as they are, however long. */
export function valueText(path: string, value: JsonValue): string {
  if (isHidden(value)) return 'hidden in the log';
  if (typeof value === 'object' && value !== null) return structureText(value);
  if (value === '') return '"" (empty)';
  const number = numberOf(value);
  const unit = number === undefined ? undefined : unitOf(path);
  return number === undefined || unit === undefined ? String(value) : numberText(number, unit);
}

function structureText(value: JsonObject | readonly JsonValue[]): string {
  if (Array.isArray(value)) return listText(value);
  const secret = isJsonObject(value) ? value['$secret'] : undefined;
  if (typeof secret === 'string') return `secret, masked (${secret})`;
  return Object.keys(value).length === 0 ? '{} (empty)' : JSON.stringify(value);
}

/** Parameters of processors are texts in the log, also those that are numbers. */
function numberOf(value: JsonValue): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined;
}

function unitOf(path: string): Unit | undefined {
  const unit = fieldAt(path)?.row.unit;
  if (unit !== undefined) return unit;
  // Members that the table does not know follow its names: those of destinations that are yet to come.
  if (path.endsWith('InSeconds')) return 's';
  if (/(?:^|[a-z])Bytes$/.test(path)) return 'bytes';
  return path.endsWith('InMBs') ? 'MiB' : undefined;
}

function numberText(number: number, unit: Unit): string {
  switch (unit) {
    case 's':
      return secondsText(number);
    case 'bytes':
      return bytesText(number);
    case 'MB':
    case 'MiB':
    case 'MiB/s':
    case 'rows':
      return `${grouped(number)} ${unit}`;
    case 'count':
      return grouped(number);
    case 'ARN':
    case 'URL':
    case 'fraction':
    case 'list':
    case 'map':
    case 'set':
      return String(number);
  }
}

function secondsText(seconds: number): string {
  const plain = `${grouped(seconds)} s`;
  if (seconds < 60 || !Number.isInteger(seconds)) return plain;
  const parts = [
    { count: Math.floor(seconds / 3600), unit: 'h' },
    { count: Math.floor((seconds % 3600) / 60), unit: 'min' },
    { count: seconds % 60, unit: 's' },
  ];
  const said = parts.filter((part) => part.count > 0).map((part) => `${grouped(part.count)} ${part.unit}`);
  return `${plain} (${said.join(' ')})`;
}

const sizes = [
  { unit: 'GiB', bytes: 1024 ** 3 },
  { unit: 'MiB', bytes: 1024 ** 2 },
  { unit: 'KiB', bytes: 1024 },
];

function bytesText(bytes: number): string {
  const size = sizes.find((candidate) => bytes >= candidate.bytes);
  if (size === undefined) return `${grouped(bytes)} bytes`;
  return `${grouped(bytes)} (${Number((bytes / size.bytes).toFixed(1))} ${size.unit})`;
}

/** `268,435,456`; written out here, so that no setting of the machine changes it. */
function grouped(number: number): string {
  if (Math.abs(number) < 1000) return String(number);
  const [whole = '', fraction] = String(number).split('.');
  if (!/^-?\d+$/.test(whole)) return String(number);
  const text = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? text : `${text}.${fraction}`;
}

function listText(list: readonly JsonValue[]): string {
  return list.length === 0 ? '[] (empty)' : list.map(itemText).join(', ');
}

/** An item that could be misread among others is quoted. */
function itemText(item: JsonValue): string {
  return typeof item === 'string' && item !== '' && !item.includes(', ') ? item : JSON.stringify(item);
}
