// Other programs of the benchmark: scripts in a Node of their own, so that no run inherits another's memory.
import { spawn } from 'node:child_process';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** Says what is going on; on standard error, so that the table alone is the output. */
export function say(message: string): void {
  process.stderr.write(`bench: ${message}\n`);
}

/** Runs a TypeScript file of the repository to its end and returns what it printed. Throws if it fails. */
export function runScript(file: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<string> {
  return runProgram(process.execPath, ['--import', 'tsx', file, ...args], env);
}

export function runProgram(program: string, args: readonly string[], env = process.env): Promise<string> {
  const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(text);
      else reject(new Error(`${program} ${args.join(' ')} ended with ${signal ?? `status ${code}`}`));
    });
  });
}
