// The settings that a view consists of, each as a text and back.
import { isTimeZone } from '../filter/time.ts';
import type { SavedView } from '../ipc/contract.ts';
import { readField } from './field.ts';
import type { SortKey } from './query.ts';

export const settingNames = ['name', 'filter', 'time', 'timeZone', 'sort', 'columns', 'facets'] as const;

export type SettingName = (typeof settingNames)[number];

type Column = SavedView['columns'][number];

export type SettingReading = { readonly value: unknown } | { readonly problem: string };

/** Nothing where there is nothing to say. */
export function writeSetting(name: SettingName, view: SavedView): string | undefined {
  switch (name) {
    case 'sort':
      return view.sort.length === 0 ? undefined : view.sort.map(writeSortKey).join(', ');
    case 'columns':
      return view.columns.length === 0 ? undefined : view.columns.map(writeColumn).join(', ');
    case 'facets':
      return view.facets?.join(', ');
    case 'name':
    case 'filter':
    case 'time':
      return view[name] === '' ? undefined : view[name];
    case 'timeZone':
      return view.timeZone;
  }
}

function writeSortKey({ column, direction }: SortKey): string {
  return `${column} ${direction}`;
}

function writeColumn({ id, width, pinned }: Column): string {
  return [id, width, ...(pinned ? [pinned] : [])].join(' ');
}

const longest: Readonly<Record<'name' | 'filter' | 'time', number>> = { name: 200, filter: 20_000, time: 200 };

/** `written` is a text, or the value itself where it `isJson`. */
export function readSetting(name: SettingName, written: unknown, isJson: boolean): SettingReading {
  switch (name) {
    case 'name':
    case 'filter':
    case 'time': {
      const isText = typeof written === 'string' && written.length <= longest[name];
      return isText ? { value: written } : refused(name);
    }
    case 'timeZone': {
      const isZone = typeof written === 'string' && isTimeZone(written);
      return isZone ? { value: written } : { problem: `"${String(written)}" is no time zone of this computer.` };
    }
    case 'sort':
      return readList(name, isJson ? written : items(written).map(readSortKey), isSortKey, 10);
    case 'columns':
      return readList(name, isJson ? written : items(written).map(readColumn), isColumn, 600);
    case 'facets':
      return readList(name, isJson ? written : items(written), isField, 60);
  }
}

function refused(name: SettingName): SettingReading {
  return { problem: `The ${name === 'timeZone' ? 'time zone' : name} of the view cannot be read.` };
}

function items(written: unknown): readonly string[] {
  return typeof written === 'string' && written !== '' ? written.split(',').map((item) => item.trim()) : [];
}

function readList(name: SettingName, value: unknown, isItem: (item: unknown) => boolean, most: number): SettingReading {
  return Array.isArray(value) && value.length <= most && value.every(isItem) ? { value } : refused(name);
}

function readSortKey(text: string): unknown {
  const [, column, direction] = /^(.+) (asc|desc)$/.exec(text) ?? [];
  return { column, direction };
}

function readColumn(text: string): unknown {
  const [, id, width, pinned] = /^(.+?) (\d+(?:\.\d+)?)(?: (left|right))?$/.exec(text) ?? [];
  return { id, width: Number(width), ...(pinned && { pinned }) };
}

function isField(item: unknown): boolean {
  return typeof item === 'string' && item.length <= 1000 && readField(item) !== undefined;
}

function membersOf(item: unknown): Readonly<Record<string, unknown>> {
  return typeof item === 'object' && item !== null ? { ...item } : {};
}

function isSortKey(item: unknown): boolean {
  const { column, direction } = membersOf(item);
  return isField(column) && (direction === 'asc' || direction === 'desc');
}

function isColumn(item: unknown): boolean {
  const { id, width, pinned } = membersOf(item);
  const isSide = pinned === undefined || pinned === 'left' || pinned === 'right';
  return isField(id) && typeof width === 'number' && Number.isFinite(width) && isSide;
}
