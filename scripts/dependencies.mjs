// Installs the npm packages when node_modules is not what package-lock.json says.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { npm, root, run, runStatus, say } from './run.mjs';

export async function installDependencies() {
  const reason = await whyInstall();
  if (!reason) return;
  say(`Installing the npm packages: ${reason}`);
  // No package's install script is needed: native parts come as prebuilt packages of their own.
  const settings = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const exact = npm(['ci', ...settings]);
  if ((await runStatus(exact.command, exact.args)) === 0) return;
  // `npm ci` refuses to go on where a registry lacks the packages of other platforms; `npm install` passes over them.
  say('npm ci failed; trying npm install');
  const lenient = npm(['install', '--no-save', ...settings]);
  await run(lenient.command, lenient.args);
}

/** npm writes what it installed to node_modules/.package-lock.json: no stamp of ours can drift from it. */
async function whyInstall() {
  const wanted = await readPackages('package-lock.json');
  const installed = await readPackages('node_modules/.package-lock.json');
  if (!wanted) throw new Error('package-lock.json cannot be read');
  if (!installed) return 'there is no node_modules yet';
  for (const [place, entry] of Object.entries(wanted)) {
    if (place === '' || entry.link) continue;
    const found = installed[place];
    // Optional packages of other platforms are in the lock file, but not installed.
    if (!found && (entry.optional || entry.devOptional || entry.peer)) continue;
    if (found?.version !== entry.version) return `${place} is ${found?.version ?? 'missing'}, not ${entry.version}`;
  }
  return undefined;
}

async function readPackages(file) {
  try {
    return JSON.parse(await readFile(path.join(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
