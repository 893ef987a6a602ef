import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { workspaceIdOf, WorkspaceList, workspaceNameOf } from '../../main/core/workspaces.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'firetrail-list-'));
});

afterEach(() => rmSync(dir, { recursive: true }));

const entry = (id: string, openedAt: string) => ({ id, name: id, paths: [`/logs/${id}`], events: 1, openedAt });

describe('the list of workspaces', () => {
  test('has the latest first, each once, and outlives its process', () => {
    const list = new WorkspaceList(dir);
    list.put(entry('a', '2026-01-01'));
    list.put(entry('b', '2026-01-02'));
    list.put({ ...entry('a', '2026-01-03'), events: 5 });
    expect(new WorkspaceList(dir).all().map(({ id, events }) => [id, events])).toEqual([
      ['a', 5],
      ['b', 1],
    ]);
    expect(list.find('b')?.paths).toEqual(['/logs/b']);
    expect(list.find('c')).toBeUndefined();
  });

  test('is empty where its file is broken or holds something else', () => {
    const list = new WorkspaceList(dir);
    for (const text of ['{"cut', '7', '[{"id":"../../etc"}]']) {
      writeFileSync(join(dir, 'workspaces/list.json'), text);
      expect(list.all()).toEqual([]);
    }
    list.put(entry('a', '2026-01-01'));
    expect(list.all()).toHaveLength(1);
  });

  test('removes a workspace with all its files, and nothing else', () => {
    const list = new WorkspaceList(dir);
    list.put(entry('a', '2026-01-01'));
    list.put(entry('ab', '2026-01-01'));
    for (const name of ['a.duckdb', 'a.duckdb.wal', 'ab.duckdb']) writeFileSync(join(dir, 'workspaces', name), '');
    list.remove('a');
    expect(list.all().map(({ id }) => id)).toEqual(['ab']);
    expect(readdirSync(join(dir, 'workspaces')).toSorted()).toEqual(['ab.duckdb', 'list.json']);
    expect(existsSync(list.file('ab'))).toBe(true);
  });
});

test('the same paths are the same workspace, in whatever order', () => {
  const idOf = (...paths: string[]): string => workspaceIdOf(paths.map((path) => ({ kind: 'local', path })));
  expect(idOf('/b', '/a')).toBe(idOf('/a', '/b'));
  expect(idOf('/a')).not.toBe(idOf('/a', '/b'));
  expect(idOf('/a,/b')).not.toBe(idOf('/a', '/b'));
  expect(idOf('/a')).toMatch(/^[a-z0-9]+$/);
});

test('a workspace is named after what it holds', () => {
  expect(workspaceNameOf(['/logs/june'])).toBe('june');
  expect(workspaceNameOf(['/logs/june', '/x', '/y'])).toBe('june and 2 more');
  expect(workspaceNameOf(['/'])).toBe('/');
});
