// The third-party notices of the app: the licence texts of all that is in the bundles, as Vite lists it, and of what
// is shipped beside them. Electron's own and Chromium's lie in the package as files of their own.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { root } from './run.mjs';

export const noticesFile = 'THIRD-PARTY-NOTICES.txt';

/** What Vite wrote for each of its builds. */
const lists = ['licenses.json', 'renderer/licenses.json'];

/** Packages that no bundle holds: native code, and fonts, which only style sheets name. */
const besides = ['@duckdb/node-api', '@duckdb/node-bindings'];
const fonts = /^@fontsource/;

export async function writeNotices(outDir) {
  const packages = new Map();
  for (const list of lists) {
    const file = path.join(outDir, list);
    for (const found of JSON.parse(await readFile(file, 'utf8'))) packages.set(`${found.name} ${found.version}`, found);
    await rm(file);
  }
  const { devDependencies } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  for (const name of [...besides, ...Object.keys(devDependencies).filter((each) => fonts.test(each))]) {
    const found = await readPackage(name);
    packages.set(`${found.name} ${found.version}`, found);
  }
  const texts = [...packages.values()]
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, version, identifier, text }) => {
      if (!identifier && !text) throw new Error(`${name} ${version} says nothing of its licence`);
      return `${rule}\n${name} ${version}${identifier ? ` (${identifier})` : ''}\n${rule}\n\n${text?.trim() ?? spdxOnly}\n`;
    });
  await writeFile(path.join(outDir, noticesFile), `${opening}\n\n${texts.join('\n')}`);
}

const rule = '-'.repeat(100);
const opening = 'Firetrail contains these packages of others, each under its own licence.';
const spdxOnly =
  'The package holds no licence text of its own; the identifier above is that of https://spdx.org/licenses.';

async function readPackage(name) {
  const dir = path.join(root, 'node_modules', name);
  const { version, license } = JSON.parse(await readFile(path.join(dir, 'package.json'), 'utf8'));
  const file = (await readdir(dir)).find((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? undefined : await readFile(path.join(dir, file), 'utf8');
  return { name, version, identifier: license, text };
}
