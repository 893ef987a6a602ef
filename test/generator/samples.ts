// npx tsx test/generator/samples.ts: writes samples/ and what is to be expected of it, anew and always alike.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectation } from './samples/expectation.ts';
import { summaryRows } from './samples/problems.ts';
import { sampleFiles } from './sampleFiles.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = sampleFiles();
for (const group of ['logs', 'formats', 'problems'])
  rmSync(join(root, 'samples', group), { recursive: true, force: true });
for (const file of files) {
  const path = join(root, 'samples', file.path);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, file.bytes);
}
const expected = join(root, 'test/fixtures/samples.expected.json');
mkdirSync(dirname(expected), { recursive: true });
writeFileSync(expected, `${JSON.stringify(expectation(files, summaryRows), undefined, 2)}\n`);
const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
process.stdout.write(`${files.length} files, ${bytes} bytes\n`);
