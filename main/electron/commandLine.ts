// What the app was started with: paths to open, and the switches that make a picture of the window.
import path from 'node:path';

import type { CallOutput } from '../../shared/ipc/contract.ts';

export type View = CallOutput<'shell.info'>['view'];
export type Theme = CallOutput<'settings.get'>['theme'];

export type CommandLine = {
  /** Absolute. */
  readonly paths: readonly string[];
  readonly view: View;
  /** Save a picture of the window to this file once nothing is running any more, then quit. */
  readonly capture: string | undefined;
  readonly timeoutSeconds: number;
  readonly size: { readonly width: number; readonly height: number } | undefined;
  readonly theme: Theme | undefined;
  readonly userDataDir: string | undefined;
};

export class CommandLineError extends Error {}

export const usage = `Usage: npm start -- [PATH…]
       npm start -- --capture FILE.png [--view events|streams|sql|problems] [--size WxH] [--theme light|dark]
                    [--timeout SECONDS] [PATH…]
Without PATH the last workspace is opened, the first time the sample logs. --user-data-dir DIR keeps settings
and workspaces in DIR; a picture otherwise gets a fresh one, with the sample logs if there is no PATH.`;

const views: readonly View[] = ['events', 'streams', 'sql', 'problems'];
const themes: readonly Theme[] = ['system', 'light', 'dark'];
const withValue = ['--capture', '--view', '--timeout', '--size', '--theme', '--user-data-dir'];
const minSide = 200;
const maxSide = 8000;

/** `args` are those after the program and, in development, the app's folder. */
export function parseCommandLine(args: readonly string[], workingDir: string): CommandLine {
  const { values, rest } = split(args);
  const absolute = (file: string) => path.resolve(workingDir, file);
  const capture = values.get('--capture');
  const userDataDir = values.get('--user-data-dir');
  return {
    paths: rest.map(absolute),
    view: oneOf('--view', values.get('--view'), views) ?? 'events',
    capture: capture && absolute(capture),
    timeoutSeconds: parseTimeout(values.get('--timeout') ?? '300'),
    size: parseSize(values.get('--size')),
    theme: oneOf('--theme', values.get('--theme'), themes),
    userDataDir: userDataDir && absolute(userDataDir),
  };
}

/** Switches that are not ours are Chromium's, such as --no-sandbox: they take no value of their own. */
function split(args: readonly string[]): { values: Map<string, string>; rest: string[] } {
  const values = new Map<string, string>();
  const rest: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    const [name = '', inline] = arg.split(/=(.*)/s);
    if (arg === '--') {
      rest.push(...args.slice(index + 1));
      break;
    }
    if (withValue.includes(name)) {
      const value = inline ?? args[(index += 1)];
      if (!value) throw new CommandLineError(`${name} needs a value`);
      values.set(name, value);
    } else if (!arg.startsWith('-')) {
      rest.push(arg);
    }
  }
  return { values, rest };
}

function oneOf<Choice extends string>(name: string, value: string | undefined, choices: readonly Choice[]) {
  if (value === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === value);
  if (!choice) throw new CommandLineError(`${name} is one of ${choices.join(', ')}, not ${value}`);
  return choice;
}

function parseTimeout(value: string): number {
  const seconds = Number(value);
  if (!(seconds > 0)) throw new CommandLineError(`--timeout is a number of seconds, not ${value}`);
  return seconds;
}

function parseSize(value: string | undefined): CommandLine['size'] {
  if (value === undefined) return undefined;
  const [, width = 0, height = 0] = (/^(\d+)x(\d+)$/.exec(value) ?? []).map(Number);
  if (![width, height].every((side) => side >= minSide && side <= maxSide)) {
    throw new CommandLineError(`--size is WIDTHxHEIGHT between ${minSide} and ${maxSide}, not ${value}`);
  }
  return { width, height };
}
