// Which stream and which of its versions the options of a command name.
import { AppError } from '../../shared/errors.ts';
import { nearestOf } from '../../shared/events/fields.ts';
import type { StreamHistory, Version } from '../../shared/firehose/model.ts';
import type { Database } from '../core/store/database.ts';
import { findStreams, type StreamRow } from '../core/store/streamTable.ts';
import { wholeNumber } from './arguments.ts';
import type { Options } from './command.ts';

/** Versions and lifetimes are counted from 0; without `from` there is none before. */
export type VersionPair = { readonly lifetime: number; readonly from: number | undefined; readonly to: number };

/** The one stream of that name, account and region. Errors: stream/not-found, stream/ambiguous. */
export async function chooseStream(database: Database, options: Options, signal: AbortSignal): Promise<StreamRow> {
  const name = options.value('stream') ?? '';
  const [account, region] = [options.value('account'), options.value('region')];
  const named = await findStreams(database, { name }, signal);
  const [found, ...others] = named.filter(
    (stream) =>
      (account === undefined || stream.account === account) && (region === undefined || stream.region === region),
  );
  if (found === undefined) throw await notFound(database, { name, named, signal });
  if (others.length === 0) return found;
  throw new AppError(
    'stream/ambiguous',
    `The log has ${others.length + 1} streams named "${name}". Choose one with --account and --region:\n${placesOf([found, ...others])}`,
  );
}

type Missing = { readonly name: string; readonly named: readonly StreamRow[]; readonly signal: AbortSignal };

async function notFound(database: Database, { name, named, signal }: Missing): Promise<AppError> {
  if (named.length > 0) {
    return new AppError('stream/not-found', `The stream "${name}" is elsewhere:\n${placesOf(named)}`);
  }
  const all = await findStreams(database, {}, signal);
  const names = new Set(all.map((stream) => stream.name));
  const nearest = nearestOf(name, names);
  const hint = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
  const known = names.size === 0 ? ' The log names no stream.' : ' firetrail streams lists them.';
  return new AppError('stream/not-found', `The log has no stream "${name}".${hint === '' ? known : hint}`);
}

function placesOf(streams: readonly StreamRow[]): string {
  return streams.map(({ account, region }) => `  --account ${account || '""'} --region ${region || '""'}`).join('\n');
}

/** By default the last version of the last lifetime, and the one before it. Errors: bad-request. */
export function chooseVersions(history: StreamHistory, options: Options): VersionPair {
  const lifetime = chooseLifetime(history, options);
  const versions = history.lifetimes[lifetime]?.versions ?? [];
  if (versions.length === 0) {
    throw new AppError(
      'bad-request',
      `Lifetime ${lifetime + 1} of the stream "${history.name}" has no versions in the log`,
    );
  }
  const [from, to] = ['from', 'to'].map((option) => findVersion(versions, options.value(option), option));
  const chosen = to ?? versions.length - 1;
  return { lifetime, from: from ?? (chosen === 0 ? undefined : chosen - 1), to: chosen };
}

function chooseLifetime({ name, lifetimes }: StreamHistory, options: Options): number {
  if (lifetimes.length === 0) {
    throw new AppError(
      'bad-request',
      `The log has no configuration of the stream "${name}": no call that names it was accepted`,
    );
  }
  const number = wholeNumber(options, 'lifetime') ?? lifetimes.length;
  if (number >= 1 && number <= lifetimes.length) return number - 1;
  const known = lifetimes.length === 1 ? 'one lifetime' : `lifetimes 1 to ${lifetimes.length}`;
  throw new AppError('bad-request', `The stream "${name}" has no lifetime ${number}: the log has ${known}`);
}

/** The last version of that id: where numbers are unknown, several can be `?`. */
function findVersion(versions: readonly Version[], id: string | undefined, option: string): number | undefined {
  if (id === undefined) return undefined;
  const index = versions.findLastIndex((version) => version.id === id);
  if (index >= 0) return index;
  throw new AppError('bad-request', `--${option}: there is no version "${id}". ${knownVersions(versions)}`);
}

const mostListed = 20;

function knownVersions(versions: readonly Version[]): string {
  const ids = versions.map((version) => version.id);
  if (ids.length === 1) return `The only one in this lifetime is ${ids[0] ?? ''}.`;
  const listed = ids.length <= mostListed ? ids : [...ids.slice(0, mostListed / 2), '…', ...ids.slice(-mostListed / 2)];
  return `Those of this lifetime are ${listed.join(', ')}.`;
}
