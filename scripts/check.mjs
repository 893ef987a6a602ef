// npm run check: format, lint, types, unused code, and every test that needs no window.
import { installDependencies } from './dependencies.mjs';
import { main, say } from './run.mjs';
import { addUp, buildStep, staticChecks, unitTests } from './steps.mjs';

await main(async () => {
  await installDependencies();
  const results = [await buildStep(), ...(await staticChecks()), await unitTests()];
  const { passed, failed } = addUp(results);
  say(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
