// An X server without a screen, for machines that have none. Run from here and not by xvfb-run, which, told to end,
// leaves the server and the app behind.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { output } from './run.mjs';

const startMs = 20_000;

/** Calls `work` with the environment variables that lead to the display, which ends with it. */
export async function withVirtualDisplay(work) {
  const dir = await mkdtemp(path.join(tmpdir(), 'firetrail-display-'));
  const authFile = path.join(dir, 'Xauthority');
  const cookie = randomBytes(16).toString('hex');
  // The server takes the cookie whatever the display's number, which it has yet to choose.
  await addCookie(authFile, ':0', cookie);
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-auth', authFile],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const ended = new Promise((resolve) => server.once('close', resolve));
  try {
    const display = `:${await readDisplayNumber(server)}`;
    await addCookie(authFile, display, cookie);
    return await work({ DISPLAY: display, XAUTHORITY: authFile });
  } finally {
    server.kill();
    await ended;
    await rm(dir, { recursive: true, force: true });
  }
}

async function addCookie(authFile, display, cookie) {
  const done = await output('xauth', ['-q', '-f', authFile, 'add', display, '.', cookie]);
  if (done === undefined) throw new Error('xauth could not prepare the virtual display');
}

/** Xvfb writes the number once it listens. */
function readDisplayNumber(server) {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('Xvfb did not start'));
    const timer = setTimeout(fail, startMs);
    server.once('error', fail).once('exit', fail);
    server.stdio[3].setEncoding('utf8').once('data', (text) => {
      clearTimeout(timer);
      resolve(text.trim());
    });
  });
}
