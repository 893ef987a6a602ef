// The shell's own calls about files: the window gets tokens and names, never a path.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import type { BrowserWindow } from 'electron';
import type { CoreSupervisor } from '../../main/electron/coreSupervisor.ts';
import { createShellCalls } from '../../main/electron/shellCalls.ts';
import type { Reply } from '../../shared/ipc/contract.ts';

const electron = vi.hoisted(() => ({
  app: {},
  clipboard: {},
  dialog: { showSaveDialog: vi.fn() },
  shell: { showItemInFolder: vi.fn() },
}));
vi.mock('electron', () => electron);

let dir: string;
const granted = new Map<string, { readonly path: string; readonly use: string }>();

const core = {
  grant: (path: string, use: string): Promise<Reply> => {
    granted.set('token', { path, use });
    return Promise.resolve({ ok: true, value: 'token' });
  },
  pathOf: (token: string): Promise<Reply> => Promise.resolve({ ok: true, value: granted.get(token)?.path }),
} as unknown as CoreSupervisor;

const call = createShellCalls({
  window: {} as BrowserWindow,
  core,
  view: 'events',
  signInAddress: { is: () => false, note: () => undefined },
  onBug: (name, error) => {
    throw new Error(name, { cause: error });
  },
});

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'firetrail-shell-'));
});

afterAll(() => rmSync(dir, { recursive: true }));

test('a place to save to is granted for that, under a name without a folder', async () => {
  const filePath = join(dir, 'denied.csv');
  electron.dialog.showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath });
  expect(await call('shell.chooseSave', { fileName: '../events.csv' })).toEqual({
    ok: true,
    value: { token: 'token', fileName: 'denied.csv' },
  });
  expect(electron.dialog.showSaveDialog.mock.lastCall?.[1]).toMatchObject({
    defaultPath: 'events.csv',
    filters: [{ name: 'CSV', extensions: ['csv'] }, { name: 'All files' }],
  });
  expect(granted.get('token')).toEqual({ path: filePath, use: 'save' });
});

test('nothing is granted where the user cancelled', async () => {
  granted.clear();
  electron.dialog.showSaveDialog.mockResolvedValueOnce({ canceled: true, filePath: '' });
  expect(await call('shell.chooseSave', { fileName: 'events.csv' })).toEqual({ ok: true, value: {} });
  expect(granted.size).toBe(0);
});

test('a file is shown in its folder while it is there', async () => {
  const path = join(dir, 'log.json');
  writeFileSync(path, '');
  granted.set('here', { path, use: 'open' });
  expect(await call('shell.reveal', { token: 'here' })).toEqual({ ok: true, value: {} });
  expect(electron.shell.showItemInFolder).toHaveBeenCalledWith(path);
  rmSync(path);
  expect(await call('shell.reveal', { token: 'here' })).toMatchObject({ ok: false, error: { code: 'path/not-found' } });
  expect(await call('shell.reveal', { token: 'unknown' })).toMatchObject({
    ok: false,
    error: { code: 'path/not-found' },
  });
  expect(electron.shell.showItemInFolder).toHaveBeenCalledOnce();
});
