// Debian packages that Electron needs and a bare machine lacks. Other systems are left alone.
import { existsSync } from 'node:fs';

import { output, run, say } from './run.mjs';

// Several names: Debian 13 and Ubuntu 24 renamed the libraries.
const libraries = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libxss1'],
  ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
  ['libdrm2'],
];
const display = [['xvfb'], ['xauth'], ['fonts-liberation']];
const unpacking = [['unzip']];

/** Installs what is missing as root; says what to install otherwise. */
export async function installSystemPackages({ needsDisplay, needsUnzip }) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return;
  const missing = [];
  const wanted = [...libraries, ...(needsDisplay ? display : []), ...(needsUnzip ? unpacking : [])];
  for (const names of wanted) if (!(await isAnyInstalled(names))) missing.push(names);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    const list = missing.map((names) => names[0]).join(' ');
    throw new Error(`These packages are missing. Install them first: sudo apt-get install ${list}`);
  }
  await install(missing);
}

async function install(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say('Updating the list of Debian packages');
  await run('apt-get', ['update', '-qq'], { env });
  const names = await Promise.all(missing.map(firstAvailable));
  say(`Installing Debian packages: ${names.join(' ')}`);
  const settings = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Dpkg::Use-Pty=0'];
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...settings, ...names], { env });
}

async function isAnyInstalled(names) {
  for (const name of names) {
    const status = await output('dpkg-query', ['-W', '-f', '${Status}', name]);
    if (status === 'install ok installed') return true;
  }
  return false;
}

async function firstAvailable(names) {
  for (const name of names) {
    const policy = await output('apt-cache', ['policy', name]);
    if (policy && /Candidate: (?!\(none\))/.test(policy)) return name;
  }
  return names[0];
}
