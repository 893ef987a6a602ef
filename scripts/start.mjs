// npm start [-- PATH…]: sets up what is missing, builds if the sources changed, opens the app.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { electronEnvironment, machineSwitches, runWithDisplay } from './launch.mjs';
import { main, root } from './run.mjs';
import { setUpAndBuild } from './setUp.mjs';

await main(async () => {
  const { program } = await setUpAndBuild();
  const args = [...machineSwitches(), root, ...process.argv.slice(2)];
  // Chromium writes into its user-data folder to the very end, so a temporary one is removed from out here.
  const scratchDir = await mkdtemp(path.join(tmpdir(), 'firetrail-'));
  try {
    return await runWithDisplay(program, args, {
      // npm changes to the folder of package.json; paths are meant from where the user is.
      cwd: process.env.INIT_CWD ?? process.cwd(),
      env: { ...electronEnvironment(), TMPDIR: scratchDir },
    });
  } finally {
    await rm(scratchDir, { recursive: true, force: true, maxRetries: 5 });
  }
});
