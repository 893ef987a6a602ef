// Reads options. Every command that reads logs takes what names them, and `--workspace`.
import { parseArgs, type ParseArgsConfig } from 'node:util';

import { AppError } from '../../shared/errors.ts';
import type { Command, Options } from './command.ts';
import { defaultCacheDir, sourceFlags, sourceValues } from './sourceOptions.ts';

/** Throws bad-request for an option the command does not have, or one without its value. */
export function parseCommand(command: Command, args: readonly string[]): Options {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  const rangeOptions = rangeOptionsOf(command);
  const ofLogs = command.isWithoutLogs !== true;
  const values = ofLogs ? ['workspace', ...sourceValues, rangeOptions.from, rangeOptions.to] : [];
  for (const name of [...values, ...command.valueOptions]) options[name] = { type: 'string' };
  for (const name of ['json', ...(ofLogs ? sourceFlags : []), ...command.flags]) options[name] = { type: 'boolean' };
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const given: Readonly<Record<string, unknown>> = parsed.values;
    return {
      positionals: parsed.positionals,
      value: (name) => (typeof given[name] === 'string' ? given[name] : undefined),
      has: (flag) => given[flag] === true,
      rangeOptions,
    };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error);
    throw new AppError('bad-request', `${reason}. See firetrail ${command.name} --help.`, { cause: error });
  }
}

/** Versions of a stream are named by `--from` and `--to` too. */
function rangeOptionsOf({ valueOptions }: Command): Options['rangeOptions'] {
  const isTaken = valueOptions.includes('from');
  return isTaken ? { from: 'logs-from', to: 'logs-to' } : { from: 'from', to: 'to' };
}

/** A whole number that is not negative; throws bad-request. */
export function wholeNumber(options: Options, name: string): number | undefined {
  const text = options.value(name);
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new AppError('bad-request', `--${name} takes a whole number, not "${text}"`);
  return Number(text);
}

/** One of `formats`, `table` if none is asked for; `--json` is `--format json`. */
export function formatOf<Format extends string>(options: Options, formats: readonly Format[]): Format | 'table' {
  const format = options.value('format') ?? (options.has('json') ? 'json' : 'table');
  if (options.has('json') && format !== 'json')
    throw new AppError('bad-request', `--json and --format ${format} contradict each other`);
  const known = formats.find((each) => each === format);
  if (known !== undefined || format === 'table') return known ?? 'table';
  throw new AppError(
    'bad-request',
    `There is no format "${format}". The formats are ${[...formats, 'table'].join(', ')}.`,
  );
}

export function usage(commands: readonly Command[]): string {
  const lines = commands.map((command) => `  firetrail ${command.name} ${command.synopsis}\n      ${command.summary}`);
  const ofLogs = commands.find((command) => command.isWithoutLogs !== true);
  return [
    'Reads AWS CloudTrail logs.',
    '',
    ...lines,
    '',
    ...(ofLogs === undefined ? [] : sourceUsage(rangeOptionsOf(ofLogs))),
    '  --json prints JSON instead of a table.',
  ].join('\n');
}

function sourceUsage({ from, to }: Options['rangeOptions']): readonly string[] {
  const range = `  --${from} T, --${to} T`;
  const inDiff = from === 'from' ? '; in diff, --logs-from and --logs-to' : '';
  return [
    '  PATH is a file, a folder, which is read with all it holds, or s3://bucket/prefix, where the folders of CloudTrail',
    '  are looked for; a prefix without any is read as a plain folder. --event-history takes the place of a PATH.',
    '  --workspace FILE keeps the index for the next time; PATH may then be left out.',
    '',
    'Logs in AWS:',
    '  --profile NAME         the profile of the AWS configuration files; by default the one that aws would take',
    '  --accounts A,B         only these accounts (s3://)',
    '  --regions R,S          only these regions; with --event-history by default that of the profile',
    (range.length < 25 ? range.padEnd(25) : `${range}\n${' '.repeat(25)}`) +
      'the time of the events, in UTC unless it has an offset: 2026-11-20,',
    `                         2026-11-20T12:00Z${inDiff}`,
    '                         (s3://: logs that can hold such events are read, and read whole)',
    '  --event-history        the last 90 days that CloudTrail keeps itself; needs no bucket',
    '  --attribute KEY=VALUE  only such events of the event history: EventSource=firehose.amazonaws.com',
    '  --endpoint URL         another server than that of AWS',
    '  --requester-pays       agree to pay for the requests to the bucket',
    `  --cache DIR            where downloads are kept, so that none is made twice; by default`,
    `                         ${defaultCacheDir()}`,
  ];
}
