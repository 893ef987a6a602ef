// Everything that a fresh clone on a bare machine needs before the app can run; quick when it is all there.
import { buildIfChanged } from './build.mjs';
import { installDependencies } from './dependencies.mjs';
import { hasDisplay } from './launch.mjs';
import { resolveRuntime } from './runtime.mjs';
import { installSystemPackages } from './systemPackages.mjs';

/** Installs, and resolves to the Electron to run with. */
export async function setUp({ needsDisplay = !hasDisplay() } = {}) {
  await installDependencies();
  await installSystemPackages({ needsDisplay, needsUnzip: false });
  return resolveRuntime();
}

export async function setUpAndBuild(options) {
  const runtime = await setUp(options);
  await buildIfChanged();
  return runtime;
}
