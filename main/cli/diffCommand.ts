import { AppError } from '../../shared/errors.ts';
import { compareStates, type ShowOptions } from '../../shared/firehose/compare/comparison.ts';
import type { StreamHistory } from '../../shared/firehose/model.ts';
import type { ShownChange } from '../../shared/firehose/presented.ts';
import { reportOf } from '../../shared/firehose/report/report.ts';
import { maskSecret } from '../core/streams/mask.ts';
import { formatOf } from './arguments.ts';
import { chooseStream, chooseVersions, type VersionPair } from './chosenVersions.ts';
import type { Command } from './command.ts';
import { differenceText } from './differenceText.ts';
import { onTerminal } from './onTerminal.ts';
import { standardOut, type TextOut } from './output.ts';
import { withLogs } from './withLogs.ts';

export const diffCommand: Command = {
  name: 'diff',
  synopsis:
    'PATH… --stream NAME [--account A] [--region R] [--lifetime N] [--from V] [--to V] [--format json|markdown] [--show-secrets]',
  summary: 'Says what differs between two versions of a stream, by default its last two.',
  valueOptions: ['stream', 'account', 'region', 'lifetime', 'from', 'to', 'format'],
  flags: ['show-secrets'],
  run: async (options, context) => {
    const format = formatOf(options, ['json', 'markdown']);
    if (options.value('stream') === undefined) throw new AppError('bad-request', 'Name the stream with --stream NAME');
    const mask = options.has('show-secrets') ? (secret: string): string => secret : maskSecret;
    return withLogs({ paths: options.positionals, options, context }, async ({ workspace, signal }) => {
      await workspace.completeStreams(signal);
      const row = await chooseStream(workspace.database, options, signal);
      const { history } = await workspace.streams.open(row, signal);
      const pair = chooseVersions(history, options);
      const write = writers[format] ?? writeText;
      const out = standardOut();
      await write(out, history, pair, { timeZone: 'UTC', mask });
      out.end();
    });
  },
};

type Writer = (out: TextOut, history: StreamHistory, pair: VersionPair, options: ShowOptions) => Promise<void>;

const writers: Readonly<Record<string, Writer>> = { json: writeJson, markdown: writeMarkdown, table: writeText };

async function writeJson(out: TextOut, history: StreamHistory, pair: VersionPair, options: ShowOptions): Promise<void> {
  const changes = changesOf(history, pair, options).map(
    ({ path, label, kind, before, after, severity, reason, noise }) => ({
      path,
      label,
      kind,
      ...(before === undefined ? {} : { before: before.value }),
      ...(after === undefined ? {} : { after: after.value }),
      severity,
      ...(reason === undefined ? {} : { reason }),
      noise,
    }),
  );
  const { from, to } = namesOf(history, pair);
  await out.write(`${JSON.stringify({ from: from ?? null, to, changes }, undefined, 2)}\n`);
}

async function writeMarkdown(
  out: TextOut,
  history: StreamHistory,
  { lifetime, from, to }: VersionPair,
  options: ShowOptions,
): Promise<void> {
  if (from === undefined) return out.write(`${nothingBefore(history, { lifetime, from, to })}\n`);
  const states = { from: { lifetime, version: from }, to: { lifetime, version: to } };
  const { text } = reportOf(history, { what: 'diff', format: 'markdown', ...states, withNoise: false }, options);
  await out.write(text.endsWith('\n') ? text : `${text}\n`);
}

async function writeText(out: TextOut, history: StreamHistory, pair: VersionPair, options: ShowOptions): Promise<void> {
  const { lifetime, from, to } = pair;
  if (from === undefined) return out.write(`${nothingBefore(history, pair)}\n`);
  const names = namesOf(history, pair);
  const heading = `${headingOf(history, pair)}: version ${names.from} to version ${names.to}`;
  const compared = compareStates(history, { lifetime, version: from }, { lifetime, version: to }, options);
  await out.write(`${onTerminal(heading)}\n${differenceText(compared, options.timeZone)}`);
}

function changesOf(
  history: StreamHistory,
  { lifetime, from, to }: VersionPair,
  options: ShowOptions,
): readonly ShownChange[] {
  if (from === undefined) return [];
  return compareStates(history, { lifetime, version: from }, { lifetime, version: to }, options).changes;
}

/** The ids of the versions; none where there is none before. */
function namesOf({ lifetimes }: StreamHistory, { lifetime, from, to }: VersionPair) {
  const versions = lifetimes[lifetime]?.versions ?? [];
  return { from: from === undefined ? undefined : versions[from]?.id, to: versions[to]?.id ?? '' };
}

function headingOf({ name, account, region, lifetimes }: StreamHistory, { lifetime }: VersionPair): string {
  const place = [account, region].filter((part) => part !== '').join(', ');
  const life = lifetimes.length === 1 ? '' : `, lifetime ${lifetime + 1} of ${lifetimes.length}`;
  return `${name}${place === '' ? '' : ` (${place})`}${life}`;
}

function nothingBefore(history: StreamHistory, pair: VersionPair): string {
  return onTerminal(
    `${headingOf(history, pair)}: version ${namesOf(history, pair).to} is the first in the log; there is none before it to compare with.`,
  );
}
