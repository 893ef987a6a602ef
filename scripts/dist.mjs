// npm run dist: the installers of this system, in dist/. npm run dist:dir: the unpacked app, with the Electron that
// `npm start` runs in, so that nothing is downloaded.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';

import { main, root, run, say } from './run.mjs';
import { cacheDir } from './runtime.mjs';
import { setUpAndBuild } from './setUp.mjs';

const builder = path.join(root, 'node_modules/electron-builder/cli.js');

await main(async () => {
  const { distDir, version } = await setUpAndBuild({ needsDisplay: false });
  if (process.argv[2] === 'dir') await makeUnpackedApp(distDir, version);
  else await run(process.execPath, [builder, '--publish', 'never']);
  say(`Packaged: ${path.join(root, 'dist')}`);
  return 0;
});

async function makeUnpackedApp(distDir, version) {
  const copy = await mkdtemp(path.join(cacheDir, 'packaging-'));
  try {
    // A copy, for what packaging must not take over: the stand-in for Electron's default app.
    await cp(distDir, copy, { recursive: true, verbatimSymlinks: true });
    await rm(path.join(copy, 'resources/app'), { recursive: true, force: true });
    const settings = [`-c.electronDist=${copy}`, `-c.electronVersion=${version}`];
    await run(process.execPath, [builder, '--dir', '--publish', 'never', ...settings]);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
