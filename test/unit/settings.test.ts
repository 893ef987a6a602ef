import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

test('keep saved views, histories and facets, and lose only what cannot be read', () => {
  const view = {
    name: 'Denied',
    filter: 'errorCode:AccessDenied',
    time: 'last 7 days',
    timeZone: 'Europe/Berlin',
    sort: [{ column: 'eventTime', direction: 'desc' as const }],
    columns: [{ id: 'requestParameters.bucketName', width: 200, pinned: 'left' as const }],
    facets: ['actor'],
  };
  const changed = { savedViews: [view], filterHistory: ['a', 'b'], facets: ['eventName'], areFacetsShown: false };
  new SettingsFile(dir).change(changed);
  expect(new SettingsFile(dir).read()).toEqual({ ...defaults, ...changed });
  const file = join(dir, 'settings.json');
  const written = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...written, savedViews: [{ ...view, time: 7 }, view], facets: 'actor' }));
  const { facets: _unreadable, ...others } = changed;
  expect(new SettingsFile(dir).read()).toEqual({ ...defaults, ...others });
});
