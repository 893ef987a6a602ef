// npm run pictures: sets up what is missing, builds, and makes the README's pictures in scripts/pictures/.
import { electronEnvironment, runWithDisplay } from './launch.mjs';
import { main } from './run.mjs';
import { setUpAndBuild } from './setUp.mjs';

await main(async () => {
  const { program } = await setUpAndBuild();
  return runWithDisplay(process.execPath, ['--import', 'tsx', 'test/pictures.ts'], {
    env: { ...electronEnvironment(), FIRETRAIL_ELECTRON: program },
  });
});
