// The checks, one after the other, all of their output visible, and what they add up to.
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

import { buildIfChanged } from './build.mjs';
import { runWithDisplay } from './launch.mjs';
import { root, runStatus, say } from './run.mjs';

const resultsDir = path.join(root, 'out/test-results');

/** Counts of test cases. A check that is no test counts as one failed test when it fails, and not at all otherwise. */
export function addUp(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  return { passed: sum('passed'), failed: sum('failed') };
}

/** Comes first: tests of the command line run what was built. */
export async function buildStep() {
  try {
    await buildIfChanged();
    return { name: 'build', passed: 0, failed: 0 };
  } catch (error) {
    return failedStep('build', error);
  }
}

export async function staticChecks() {
  const results = [];
  const layers = ['shared', 'main', 'renderer', 'test'];
  results.push(await check('format', 'oxfmt', ['--check']));
  results.push(await check('lint', 'oxlint', ['--type-aware']));
  for (const layer of layers) results.push(await check(`types of ${layer}/`, 'tsc', ['-p', `${layer}/tsconfig.json`]));
  // The app runs on the current Electron and on 33: what cannot be run here is checked by types.
  results.push(await check('types against Electron 33', 'tsc', ['-p', 'scripts/electron33.tsconfig.json']));
  results.push(await check('unused files, exports and dependencies', 'knip', []));
  return results;
}

export function unitTests() {
  return vitest('unit', ['--project', 'node', '--project', 'component'], runStatus);
}

/** Needs the build, and the Electron program to run it in. */
export function endToEndTests(program, filters = []) {
  const env = { ...process.env, FIRETRAIL_ELECTRON: program };
  return vitest('end-to-end', ['--project', 'e2e', ...filters], (command, args) =>
    runWithDisplay(command, args, { env, ...forWindows }),
  );
}

function failedStep(name, error) {
  say(`${name}: FAILED: ${error instanceof Error ? error.message : String(error)}`);
  return { name, passed: 0, failed: 1 };
}

async function check(name, program, args) {
  say(name);
  const status = await runStatus(bin(program), args, forWindows);
  return status === 0 ? { name, passed: 0, failed: 0 } : failedStep(name, `${program} ended with status ${status}`);
}

async function vitest(name, args, run) {
  say(`${name} tests`);
  const resultFile = path.join(resultsDir, `${name}.json`);
  await mkdir(resultsDir, { recursive: true });
  await rm(resultFile, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultFile}`];
  const status = await run(bin('vitest'), ['run', ...args, ...reporters], forWindows);
  const { passed, failed } = await readCounts(resultFile);
  // Vitest also fails for what is in no test case: a file that cannot be loaded, an unhandled error.
  if (status !== 0 && failed === 0) return { ...failedStep(name, `vitest ended with status ${status}`), passed };
  return { name, passed, failed };
}

async function readCounts(file) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(await readFile(file, 'utf8'));
    for (const { fullName, status, failureMessages } of testResults.flatMap((each) => each.assertionResults))
      if (status === 'passed' && failureMessages.length > 0) say(`passed at the second attempt only: ${fullName}`);
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

function bin(name) {
  return path.join(root, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name);
}

/** Programs in node_modules/.bin are shell scripts there. */
const forWindows = { shell: process.platform === 'win32' };
