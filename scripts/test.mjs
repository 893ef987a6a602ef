// npm test: sets up what is missing, then every check and test there is. The last line is the sum.
import { buildIfChanged } from './build.mjs';
import { main } from './run.mjs';
import { setUp } from './setUp.mjs';
import { addUp, endToEndTests, failedStep, staticChecks, unitTests } from './steps.mjs';

await main(async () => {
  const { program } = await setUp();
  const results = [...(await staticChecks()), await unitTests(), await buildAndTest(program)];
  const { passed, failed } = addUp(results);
  // On standard output, after everything else: whoever runs this reads the last line.
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
});

async function buildAndTest(program) {
  try {
    await buildIfChanged();
  } catch (error) {
    return failedStep('build', error);
  }
  return endToEndTests(program);
}
