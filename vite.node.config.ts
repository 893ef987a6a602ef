// The parts that run in Node: Electron's main process, the core's process, the ingest worker, the command line,
// and (mode "preload") the preload, which a sandboxed window loads as CommonJS.
import { builtinModules } from 'node:module';

import { defineConfig, type UserConfig } from 'vite';

import { assemblyScript } from './scripts/assemblyScript.mjs';

// The oldest Electron the app must run on is 33, which has Node 20.18.
const target = 'node20.18';
const provided = ['electron', /^@duckdb\//, /^node:/, ...builtinModules];

const modules: UserConfig = {
  plugins: [assemblyScript()],
  build: {
    target,
    ssr: true,
    outDir: 'out',
    emptyOutDir: false,
    minify: false,
    sourcemap: true,
    // scripts/notices.mjs makes the third-party notices of these.
    license: { fileName: 'licenses.json' },
    rolldownOptions: {
      input: {
        'main/index': 'main/index.ts',
        'core/coreEntry': 'main/coreEntry.ts',
        'worker/worker': 'main/core/ingest/worker.ts',
        'cli/firetrail': 'main/cli.ts',
      },
      external: provided,
      output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true },
};

const preload: UserConfig = {
  build: {
    target,
    ssr: true,
    outDir: 'out/preload',
    emptyOutDir: false,
    minify: false,
    rolldownOptions: {
      input: { preload: 'main/electron/preload.ts' },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
  ssr: { noExternal: true },
};

export default defineConfig(({ mode }) => (mode === 'preload' ? preload : modules));
