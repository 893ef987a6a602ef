// npm test: sets up what is missing, then every check and test there is. The last line is the sum.
import { main } from './run.mjs';
import { setUp } from './setUp.mjs';
import { addUp, buildStep, endToEndTests, staticChecks, unitTests } from './steps.mjs';

await main(async () => {
  const { program } = await setUp();
  const build = await buildStep();
  const results = [build, ...(await staticChecks()), await unitTests()];
  if (build.failed === 0) results.push(await endToEndTests(program));
  const { passed, failed } = addUp(results);
  // On standard output, after everything else: whoever runs this reads the last line.
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
});
