// npm start [-- PATH…]: sets up what is missing, builds if the sources changed, opens the app.
import { electronEnvironment, runWithDisplay, sandboxSwitches } from './launch.mjs';
import { main, root } from './run.mjs';
import { setUpAndBuild } from './setUp.mjs';

await main(async () => {
  const { program } = await setUpAndBuild();
  const args = [...sandboxSwitches(), root, ...process.argv.slice(2)];
  // npm changes to the folder of package.json; paths are meant from where the user is.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return runWithDisplay(program, args, { cwd, env: electronEnvironment() });
});
