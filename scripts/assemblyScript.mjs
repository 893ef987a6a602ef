// A Vite plugin: `import { wasmBase64 } from './assembly/name.ts?wasm'` gives AssemblyScript compiled to WebAssembly.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const suffix = '?wasm';

/** @returns {import('vite').Plugin} */
export function assemblyScript() {
  return {
    name: 'assembly-script',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!source.endsWith(suffix) || importer === undefined) return undefined;
      return path.resolve(path.dirname(importer), source.slice(0, -suffix.length)) + suffix;
    },
    async load(id) {
      if (!id.endsWith(suffix)) return undefined;
      const file = id.slice(0, -suffix.length);
      this.addWatchFile?.(file);
      const base64 = Buffer.from(await compile(file)).toString('base64');
      return `export const wasmBase64 = ${JSON.stringify(base64)};`;
    },
  };
}

async function compile(file) {
  const { default: asc } = await import('assemblyscript/asc');
  const dir = path.dirname(file);
  let wasm;
  let messages = '';
  const options = [
    path.basename(file),
    '--outFile',
    'output.wasm',
    '-O3',
    '--noAssert',
    '--runtime',
    'stub',
    '--importMemory',
    '--enable',
    'simd',
    '--enable',
    'bulk-memory',
  ];
  const { error } = await asc.main(options, {
    readFile: (name) => readFile(path.join(dir, name), 'utf8').catch(() => null),
    writeFile: (name, contents) => {
      if (name === 'output.wasm') wasm = contents;
    },
    listFiles: () => [],
    stderr: { write: (text) => void (messages += text) },
  });
  if (error !== null || wasm === undefined) throw new Error(`AssemblyScript: ${error?.message ?? ''} ${messages}`);
  return wasm;
}
