// npm run bench [-- OPTIONS]: sets up what is missing, builds, and runs test/bench, which says what it measures.
import { electronEnvironment, runWithDisplay } from './launch.mjs';
import { main } from './run.mjs';
import { setUpAndBuild } from './setUp.mjs';

await main(async () => {
  const { program } = await setUpAndBuild();
  const args = ['--import', 'tsx', 'test/bench/main.ts', ...process.argv.slice(2)];
  return runWithDisplay(process.execPath, args, { env: { ...electronEnvironment(), FIRETRAIL_ELECTRON: program } });
});
