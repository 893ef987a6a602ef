// Property tests try the same values in every run, so that a change is judged by what it changed. Another FAST_CHECK_SEED
// (a number, or `random`) searches further; a failure names the seed that it was found with.
import fc from 'fast-check';

const defaultSeed = 20_260_101;

const wanted = process.env['FAST_CHECK_SEED'] ?? '';

if (wanted !== 'random') {
  const seed = wanted === '' ? defaultSeed : Number(wanted);
  if (!Number.isInteger(seed)) throw new Error(`FAST_CHECK_SEED is neither a whole number nor "random": ${wanted}`);
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
}
