// Reads options. Every command takes paths and `--workspace`.
import { parseArgs, type ParseArgsConfig } from 'node:util';

import { AppError } from '../../shared/errors.ts';
import type { Command, Options } from './command.ts';

/** Throws bad-request for an option the command does not have, or one without its value. */
export function parseCommand(command: Command, args: readonly string[]): Options {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const name of ['workspace', ...command.valueOptions]) options[name] = { type: 'string' };
  for (const name of ['json', ...command.flags]) options[name] = { type: 'boolean' };
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const values: Readonly<Record<string, unknown>> = parsed.values;
    return {
      positionals: parsed.positionals,
      value: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
      has: (flag) => values[flag] === true,
    };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error);
    throw new AppError('bad-request', `${reason}. See firetrail ${command.name} --help.`, { cause: error });
  }
}

/** A whole number that is not negative; throws bad-request. */
export function wholeNumber(options: Options, name: string): number | undefined {
  const text = options.value(name);
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new AppError('bad-request', `--${name} takes a whole number, not "${text}"`);
  return Number(text);
}

/** One of `formats`, `table` if none is asked for; `--json` is `--format json`. */
export function formatOf(options: Options, formats: readonly string[]): string {
  const format = options.value('format') ?? (options.has('json') ? 'json' : 'table');
  if (options.has('json') && format !== 'json')
    throw new AppError('bad-request', `--json and --format ${format} contradict each other`);
  if (format === 'table' || formats.includes(format)) return format;
  throw new AppError(
    'bad-request',
    `There is no format "${format}". The formats are ${[...formats, 'table'].join(', ')}.`,
  );
}

export function usage(commands: readonly Command[]): string {
  const lines = commands.map((command) => `  firetrail ${command.name} ${command.synopsis}\n      ${command.summary}`);
  return [
    'Reads AWS CloudTrail logs. PATH is a file or a folder, which is read with all it holds.',
    '',
    ...lines,
    '',
    '  --workspace FILE keeps the index for the next time; PATH may then be left out.',
    '  --json prints JSON instead of a table.',
  ].join('\n');
}
