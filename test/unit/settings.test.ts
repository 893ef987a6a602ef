import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { SettingsFile } from '../../main/core/settings.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'firetrail-settings-'));
});

afterEach(() => rmSync(dir, { recursive: true }));

const defaults = { theme: 'system', timeZone: 'UTC', gridColumns: [], detailTab: 'summary' };

test('are the defaults until changed', () => {
  expect(new SettingsFile(dir).read()).toEqual(defaults);
});

test('change one by one, and outlive their process', () => {
  const settings = new SettingsFile(dir);
  settings.change({ theme: 'dark' });
  settings.change({ timeZone: 'Europe/Berlin', gridColumns: [{ id: 'eventName', width: 90 }] });
  const changed = {
    ...defaults,
    theme: 'dark',
    timeZone: 'Europe/Berlin',
    gridColumns: [{ id: 'eventName', width: 90 }],
  };
  expect(new SettingsFile(dir).read()).toEqual(changed);
  expect(readdirSync(dir)).toEqual(['settings.json']);
});

test.each([['{"theme":'], ['null'], ['{"theme":"blue"}'], ['{"gridColumns":7}']])(
  'are the defaults where the file holds %s',
  (text) => {
    writeFileSync(join(dir, 'settings.json'), text);
    expect(new SettingsFile(dir).read()).toEqual(defaults);
  },
);

test('of an older version are filled up', () => {
  writeFileSync(join(dir, 'settings.json'), '{"theme":"light","gone":1}');
  expect(new SettingsFile(dir).read()).toEqual({ ...defaults, theme: 'light' });
});
