// The options and positionals that name logs: files and folders, `s3://bucket/prefix`, the event history. What can be
// told to be wrong without asking anybody is refused here.
import { homedir } from 'node:os';
import { join } from 'node:path';

import { parseS3Location } from '../../shared/aws/s3Location.ts';
import { rangeMoments } from '../../shared/aws/timeRange.ts';
import { AppError } from '../../shared/errors.ts';
import { lookupAttributes, type EventHistorySource, type LookupAttribute } from '../../shared/ipc/sourceSpec.ts';
import type { Options } from './command.ts';

export const sourceValues = ['profile', 'accounts', 'regions', 'endpoint', 'attribute', 'cache'];
export const sourceFlags = ['event-history', 'requester-pays'];

/** Of everything that is not on this machine. */
export type AwsChoice = {
  readonly profile: string | undefined;
  readonly endpoint: string | undefined;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly range: { readonly from?: string; readonly to?: string };
  readonly requesterPays: boolean;
};

export type ChosenSources = {
  /** Files and folders of this machine. */
  readonly paths: readonly string[];
  /** As they were given: `s3://bucket/prefix`. */
  readonly locations: readonly string[];
  readonly history: Pick<EventHistorySource, 'attribute'> | undefined;
  readonly aws: AwsChoice;
  readonly cacheDir: string;
};

/** Errors: bad-request. */
export function readSources(positionals: readonly string[], options: Options): ChosenSources {
  const locations = positionals.filter(isS3);
  const history = options.has('event-history') ? { attribute: readAttribute(options) } : undefined;
  refuseOptionsOfOthers(options, { hasS3: locations.length > 0, hasHistory: history !== undefined });
  for (const location of locations) {
    const place = parseS3Location(location);
    if ('problem' in place) throw new AppError('bad-request', place.problem);
  }
  const aws: AwsChoice = {
    profile: named(options, 'profile'),
    endpoint: readEndpoint(options),
    accounts: list(options, 'accounts', /^\d{12}$/, 'an account of 12 digits'),
    regions: list(options, 'regions', /^[a-z]{2,}(?:-[a-z0-9]+)+-\d+$/, 'a region as in eu-west-1'),
    range: readRange(options),
    requesterPays: options.has('requester-pays'),
  };
  const cacheDir = named(options, 'cache') ?? defaultCacheDir();
  return { paths: positionals.filter((path) => !isS3(path)), locations, history, aws, cacheDir };
}

function isS3(positional: string): boolean {
  return /^s3:\/\//i.test(positional);
}

/** `~/.cache/firetrail/objects` */
export function defaultCacheDir(): string {
  const { XDG_CACHE_HOME: given = '' } = process.env;
  return join(given === '' ? join(homedir(), '.cache') : given, 'firetrail', 'objects');
}

/** An option that would do nothing is a mistake. */
function refuseOptionsOfOthers(
  options: Options,
  { hasS3, hasHistory }: { readonly hasS3: boolean; readonly hasHistory: boolean },
): void {
  const { from, to } = options.rangeOptions;
  const isGiven = (name: string): boolean => options.value(name) !== undefined || options.has(name);
  const ofS3 = ['accounts', 'requester-pays'].find(isGiven);
  if (ofS3 !== undefined && !hasS3) throw new AppError('bad-request', `--${ofS3} goes with s3://bucket/prefix`);
  if (isGiven('attribute') && !hasHistory)
    throw new AppError('bad-request', '--attribute goes with --event-history. Elsewhere use --where.');
  const ofBoth = ['profile', 'regions', 'endpoint', from, to].find(isGiven);
  if (ofBoth !== undefined && !hasS3 && !hasHistory)
    throw new AppError('bad-request', `--${ofBoth} goes with s3://bucket/prefix or --event-history`);
  // What a workspace has of AWS may be read again.
  if (isGiven('cache') && !hasS3 && !hasHistory && !isGiven('workspace'))
    throw new AppError('bad-request', '--cache goes with s3://bucket/prefix or --event-history');
}

function named(options: Options, name: string): string | undefined {
  const value = options.value(name);
  if (value === '') throw new AppError('bad-request', `--${name} needs a value`);
  return value;
}

function list(options: Options, name: string, form: RegExp, what: string): readonly string[] {
  const value = named(options, name);
  if (value === undefined) return [];
  const entries = value.split(',').map((entry) => entry.trim());
  const odd = entries.find((entry) => !form.test(entry));
  if (odd !== undefined) throw new AppError('bad-request', `--${name}: "${odd}" is not ${what}`);
  return [...new Set(entries)];
}

function readEndpoint(options: Options): string | undefined {
  const text = named(options, 'endpoint');
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return text;
  throw new AppError('bad-request', `--endpoint takes a URL as in https://s3.example.com, not "${text}"`);
}

function readRange(options: Options): AwsChoice['range'] {
  const from = named(options, options.rangeOptions.from);
  const to = named(options, options.rangeOptions.to);
  const range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const moments = rangeMoments(range, Date.now());
  if ('problem' in moments) throw new AppError('bad-request', moments.problem);
  return range;
}

function readAttribute(options: Options): EventHistorySource['attribute'] {
  const text = named(options, 'attribute');
  if (text === undefined) return undefined;
  const [key = '', ...rest] = text.split('=');
  const value = rest.join('=');
  const known = lookupAttributes.find((attribute): attribute is LookupAttribute => attribute === key);
  if (known === undefined)
    throw new AppError('bad-request', `--attribute: there is no "${key}". There are ${lookupAttributes.join(', ')}.`);
  if (value === '') throw new AppError('bad-request', `--attribute takes KEY=VALUE, not "${text}"`);
  return { key: known, value };
}
