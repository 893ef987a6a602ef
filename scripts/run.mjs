// Running other programs from the scripts: their output stays visible, a failure carries the command.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Says what the set-up is doing; on standard error, so that a program's own output stays clean. */
export function say(message) {
  process.stderr.write(`firetrail: ${message}\n`);
}

/** Runs a command to its end and returns its exit status (128 + n after signal n). */
export function runStatus(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const { timeoutMs, ...spawnOptions } = options;
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...spawnOptions });
    const timer = timeoutMs && setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    const forward = (signal) => child.kill(signal);
    for (const signal of forwarded) process.on(signal, forward);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      for (const name of forwarded) process.off(name, forward);
      resolve(signal ? 128 + (signalNumbers[signal] ?? 1) : (code ?? 1));
    });
  });
}

/** Runs a command and throws unless it ends with status 0. */
export async function run(command, args, options) {
  const status = await runStatus(command, args, options);
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')} ended with status ${status}`);
}

/** Runs a command quietly and returns what it printed, or undefined when it failed. */
export function output(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'], ...options });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => (text += chunk));
    child.on('error', () => resolve(undefined));
    child.on('close', (code) => resolve(code === 0 ? text : undefined));
  });
}

/** npm, as the one that runs this script if there is one: `npm` itself is a shell script on Windows. */
export function npm(args) {
  const npmFile = process.env.npm_execpath;
  return npmFile?.endsWith('.js')
    ? { command: process.execPath, args: [npmFile, ...args] }
    : { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args };
}

/** Ends the script with the error's message: a stack trace says nothing to who only wants to start the app. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

const forwarded = ['SIGHUP', 'SIGINT', 'SIGTERM'];
const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };
