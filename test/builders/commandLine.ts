// Runs the command line in the test's own process and catches what it prints.
import { runCommandLine } from '../../main/cli/commandLine.ts';
import { workerFile } from './testCore.ts';

export type CommandResult = { readonly status: number; readonly out: string; readonly err: string };

/** One at a time: standard output and error are caught while it runs. */
export async function runFiretrail(...argv: readonly string[]): Promise<CommandResult> {
  const out: Buffer[] = [];
  const err: string[] = [];
  const { log } = console;
  const stdout = process.stdout.write.bind(process.stdout);
  const stderr = process.stderr.write.bind(process.stderr);
  console.log = (text: string) => void out.push(Buffer.from(`${text}\n`));
  process.stdout.write = (chunk: string | Uint8Array) => out.push(Buffer.from(chunk)) > 0;
  process.stderr.write = (chunk: string | Uint8Array) => err.push(Buffer.from(chunk).toString()) > 0;
  try {
    const status = await runCommandLine(argv, { workerFile: workerFile() });
    return { status, out: Buffer.concat(out).toString('latin1'), err: err.join('') };
  } finally {
    console.log = log;
    process.stdout.write = stdout;
    process.stderr.write = stderr;
  }
}

/** Output as UTF-8; `out` holds one character for each byte. */
export function utf8(result: CommandResult): string {
  return Buffer.from(result.out, 'latin1').toString();
}
