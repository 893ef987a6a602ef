// Builds the app and the command line into out/: main/, core/, worker/ and cli/ (ESM), preload/ (CommonJS), renderer/.
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { writeNotices } from './notices.mjs';
import { main, root, run, say } from './run.mjs';

const thisFile = fileURLToPath(import.meta.url);
const outDir = path.join(root, 'out');
const stampFile = path.join(outDir, 'build-stamp');
const inputs = [
  'main',
  'renderer',
  'shared',
  'scripts',
  'vite.config.ts',
  'vite.node.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];

/** Builds unless out/ comes from the sources as they are. */
export async function buildIfChanged() {
  if ((await readStamp()) === (await stampOfInputs())) return;
  // In a process of its own: Vite sets NODE_ENV to production for good, and tests started after it would inherit that.
  await run(process.execPath, [thisFile]);
}

async function build() {
  say('Building');
  await removeOldParts();
  const vite = await import('vite');
  const settings = { root, logLevel: 'warn', mode: 'production' };
  await vite.build({ ...settings, configFile: path.join(root, 'vite.node.config.ts') });
  await vite.build({ ...settings, configFile: path.join(root, 'vite.node.config.ts'), mode: 'preload' });
  await vite.build({ logLevel: 'warn', configFile: path.join(root, 'vite.config.ts') });
  await writeNotices(outDir);
  await chmod(path.join(outDir, 'cli/firetrail.js'), 0o755);
  await copyFile(path.join(root, 'main/electron/icon.png'), path.join(outDir, 'main/icon.png'));
}

/** Only what is built here: tests keep things of their own in out/. */
async function removeOldParts() {
  for (const part of ['main', 'core', 'worker', 'cli', 'chunks', 'preload', 'renderer', 'build-stamp']) {
    await rm(path.join(outDir, part), { recursive: true, force: true });
  }
  await mkdir(outDir, { recursive: true });
}

/** Contents, not times: a fresh clone and a switch of branches change the times of unchanged files. */
async function stampOfInputs() {
  const hash = createHash('sha256');
  for (const input of inputs) for (const file of await filesIn(path.join(root, input))) await hashFile(hash, file);
  return hash.digest('hex');
}

async function hashFile(hash, file) {
  hash
    .update(`${path.relative(root, file)}\0`)
    .update(await readFile(file))
    .update('\0');
}

async function filesIn(place) {
  const found = await stat(place).catch(() => undefined);
  if (!found) return [];
  if (found.isFile()) return [place];
  const files = [];
  for (const name of (await readdir(place)).toSorted()) files.push(...(await filesIn(path.join(place, name))));
  return files;
}

async function readStamp() {
  return readFile(stampFile, 'utf8').catch(() => undefined);
}

if (process.argv[1] && realpathSync(process.argv[1]) === thisFile) {
  await main(async () => {
    const stamp = await stampOfInputs();
    await build();
    await writeFile(stampFile, stamp);
    return 0;
  });
}
