// Bundles the ingest worker before the tests, as the build does: Node's worker threads run no TypeScript.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';

import { build } from 'vite';

import { assemblyScript } from '../scripts/assemblyScript.mjs';

const root = path.resolve(import.meta.dirname, '..');

/** Leaves the bundle's path in FIRETRAIL_WORKER_FILE. */
export async function setup(): Promise<() => void> {
  mkdirSync(path.join(root, 'out'), { recursive: true });
  // A folder of its own for each run: several may go on at once.
  const outDir = mkdtempSync(path.join(root, 'out', 'test-worker-'));
  const remove = () => rmSync(outDir, { recursive: true, force: true });
  await build({
    root,
    configFile: false,
    plugins: [assemblyScript()],
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: path.join(root, 'main/core/ingest/worker.ts'),
      outDir,
      target: 'node20',
      minify: false,
      rolldownOptions: { external: [/^@duckdb\//], output: { entryFileNames: 'worker.js' } },
    },
  }).catch((error: unknown) => {
    remove();
    throw error;
  });
  process.env['FIRETRAIL_WORKER_FILE'] = path.join(outDir, 'worker.js');
  return remove;
}
