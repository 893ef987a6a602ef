// AssemblyScript, compiled by scripts/assemblyScript.mjs.
declare module '*?wasm' {
  export const wasmBase64: string;
}

/** What the code uses of WebAssembly: TypeScript has it among the types of the DOM only. */
declare namespace WebAssembly {
  class Memory {
    constructor(descriptor: { initial: number });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, Memory>>>>);
    readonly exports: Readonly<Record<string, unknown>>;
  }
}
