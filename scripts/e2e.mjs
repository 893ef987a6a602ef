// npm run e2e [-- FILTER…]: the end-to-end tests alone, against a fresh build.
import { main, say } from './run.mjs';
import { setUpAndBuild } from './setUp.mjs';
import { endToEndTests } from './steps.mjs';

await main(async () => {
  const { program } = await setUpAndBuild();
  const { passed, failed } = await endToEndTests(program, process.argv.slice(2));
  say(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
