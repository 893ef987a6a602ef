// Texts that the window saves and reads through a dialog, answered here by the test.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import type { BrowserWindow } from 'electron';
import { readText, saveText } from '../../main/electron/textFiles.ts';

const dialog = vi.hoisted(() => ({ showSaveDialog: vi.fn(), showOpenDialog: vi.fn() }));
vi.mock('electron', () => ({ dialog }));

const window = {} as BrowserWindow;
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'firetrail-texts-'));
});

afterAll(() => rmSync(dir, { recursive: true }));

function chooseToSave(filePath: string | undefined): void {
  dialog.showSaveDialog.mockResolvedValueOnce({ canceled: filePath === undefined, filePath: filePath ?? '' });
}

function chooseToRead(...filePaths: readonly string[]): void {
  dialog.showOpenDialog.mockResolvedValueOnce({ canceled: filePaths.length === 0, filePaths });
}

describe('saving', () => {
  test('writes the text where the user says, under a name without a folder', async () => {
    const file = join(dir, 'chosen.md');
    chooseToSave(file);
    expect(await saveText(window, 'Grüße\n', '../../etc/report.md')).toBe('chosen.md');
    expect(readFileSync(file, 'utf8')).toBe('Grüße\n');
    expect(dialog.showSaveDialog.mock.lastCall?.[1]).toMatchObject({ defaultPath: 'report.md' });
  });

  test('of nothing where the user cancelled', async () => {
    chooseToSave(undefined);
    expect(await saveText(window, 'text', 'report.md')).toBeUndefined();
  });

  test('names the file that cannot be written', async () => {
    const file = join(dir, 'none', 'report.md');
    chooseToSave(file);
    await expect(saveText(window, 'text', 'report.md')).rejects.toMatchObject({
      code: 'file/unwritable',
      message: expect.stringContaining(file),
    });
  });
});

describe('reading', () => {
  const place = (name: string, content: string | Buffer): string => {
    const file = join(dir, name);
    writeFileSync(file, content);
    return file;
  };

  test.each([
    ['UTF-8', Buffer.from('{"a": "ü"}')],
    ['UTF-8 with a byte-order mark', Buffer.from('\uFEFF{"a": "ü"}')],
    ['UTF-16', Buffer.from('\uFEFF{"a": "ü"}', 'utf16le')],
  ])('takes %s', async (name, content) => {
    chooseToRead(place(`${name}.json`, content));
    expect(await readText(window)).toEqual({ text: '{"a": "ü"}', fileName: `${name}.json` });
  });

  test('is of nothing where the user cancelled', async () => {
    chooseToRead();
    expect(await readText(window)).toBeUndefined();
  });

  test.each([
    ['is not there', () => join(dir, 'none.json')],
    ['is a folder', () => dir],
    ['is too large', () => place('large.json', Buffer.alloc(5_000_001, 32))],
    ['is no text', () => place('binary.json', Buffer.from([0x7b, 0xff, 0xfe, 0x80]))],
  ])('names a file that %s', async (_what, make) => {
    const file = make();
    chooseToRead(file);
    await expect(readText(window)).rejects.toMatchObject({
      code: 'file/unreadable',
      message: expect.stringContaining(file),
    });
  });
});
