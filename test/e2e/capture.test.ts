// `--capture`: a picture of the window, and an exit status that can be relied on.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { closeApps, electronProgram, root, temporaryDir } from './app.ts';
import { logRecord, writeLog } from './logs.ts';

let dir: string;
let logFile: string;
let picture: string;

beforeEach(async () => {
  dir = await temporaryDir();
  logFile = await writeLog(dir, 'log.json', [logRecord(1)]);
  picture = path.join(dir, 'picture.png');
});

afterEach(closeApps);

function run(args: readonly string[]): Promise<{ status: number | null; said: string }> {
  const switches = ['--no-sandbox', '--disable-dev-shm-usage', '--log-level=3'];
  // Its temporary user data goes into a folder that is removed with the test's.
  const env = { ...process.env, TMPDIR: dir };
  const child = spawn(electronProgram(), [...switches, root, ...args], { env, cwd: dir, stdio: 'pipe' });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ status, said }));
  });
}

/** Width and height out of the header of a PNG. */
async function sizeOfPicture(file: string): Promise<[number, number]> {
  const bytes = await readFile(file);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

describe('a picture', () => {
  test('of the window in the size asked for, by a name from the working folder', async () => {
    const { status } = await run(['--capture', 'picture.png', '--size', '1000x700', logFile]);
    expect(status).toBe(0);
    expect(await sizeOfPicture(picture)).toEqual([1000, 700]);
  });

  test('of the sample logs differs with the view and the theme', async () => {
    const files = [];
    for (const args of [
      ['--theme', 'light'],
      ['--theme', 'dark'],
      ['--theme', 'light', '--view', 'sql'],
    ]) {
      const file = path.join(dir, `${args.join('')}.png`);
      expect((await run(['--capture', file, ...args])).status).toBe(0);
      files.push(await readFile(file));
    }
    const [light, dark, sql] = files;
    expect(light?.equals(dark!)).toBe(false);
    expect(light?.equals(sql!)).toBe(false);
  });
});

describe('no picture, a clear line and a status that is not 0', () => {
  test('for a path that does not exist', async () => {
    const { status, said } = await run(['--capture', picture, path.join(dir, 'none.json')]);
    expect(status).toBe(1);
    expect(said).toContain(`No such file or folder: ${path.join(dir, 'none.json')}`);
    expect(existsSync(picture)).toBe(false);
  });

  test('for a switch that is not understood', async () => {
    const { status, said } = await run(['--capture', picture, '--view', 'table']);
    expect(status).toBe(2);
    expect(said).toContain('--view is one of events, streams, sql, problems, not table');
  });

  test('for a window that is not idle in time', async () => {
    const { status, said } = await run(['--capture', picture, '--timeout', '0.01', logFile]);
    expect(status).toBe(1);
    expect(said).toContain('The window was still busy after 0.01 seconds');
    expect(existsSync(picture)).toBe(false);
  });

  test('for a picture that cannot be written', async () => {
    await writeFile(path.join(dir, 'file'), '');
    const { status, said } = await run(['--capture', path.join(dir, 'file', 'picture.png'), logFile]);
    expect(status).toBe(1);
    expect(said).toContain('No picture: ');
  });
});
