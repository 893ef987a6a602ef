// npm run package: the packaged app for Linux, as a folder in dist/, with the Electron that `npm start` runs in.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';

import { main, root, run, say } from './run.mjs';
import { cacheDir } from './runtime.mjs';
import { setUpAndBuild } from './setUp.mjs';

await main(async () => {
  const { distDir, version } = await setUpAndBuild({ needsDisplay: false });
  const copy = await mkdtemp(path.join(cacheDir, 'packaging-'));
  try {
    // A copy, for what packaging must not take over: the stand-in for Electron's default app.
    await cp(distDir, copy, { recursive: true, verbatimSymlinks: true });
    await rm(path.join(copy, 'resources/app'), { recursive: true, force: true });
    const builder = path.join(root, 'node_modules/electron-builder/cli.js');
    const settings = [`-c.electronDist=${copy}`, `-c.electronVersion=${version}`];
    await run(process.execPath, [builder, '--linux', 'dir', '--publish', 'never', ...settings]);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
  say(`Packaged: ${path.join(root, 'dist')}`);
  return 0;
});
