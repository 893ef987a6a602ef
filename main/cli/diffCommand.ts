import { AppError } from '../../shared/errors.ts';
import { compareStates, type ShowOptions } from '../../shared/firehose/compare/comparison.ts';
import type { StreamHistory } from '../../shared/firehose/model.ts';
import type { ShownChange } from '../../shared/firehose/presented.ts';
import { reportOf } from '../../shared/firehose/report/report.ts';
import { maskSecret } from '../core/streams/mask.ts';
import { formatOf } from './arguments.ts';
import { chooseStream, chooseVersions, type VersionPair } from './chosenVersions.ts';
import type { Command } from './command.ts';
import { openOut, rowWriter, type TextOut } from './output.ts';
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
      const write = writers[format] ?? writeTable;
      const out = await openOut(undefined);
      await write(out, history, pair, { timeZone: 'UTC', mask });
      await out.end();
    });
  },
};

type Writer = (out: TextOut, history: StreamHistory, pair: VersionPair, options: ShowOptions) => Promise<void>;

const writers: Readonly<Record<string, Writer>> = { json: writeJson, markdown: writeMarkdown, table: writeTable };

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

async function writeTable(
  out: TextOut,
  history: StreamHistory,
  pair: VersionPair,
  options: ShowOptions,
): Promise<void> {
  if (pair.from === undefined) return out.write(`${nothingBefore(history, pair)}\n`);
  const { from, to } = namesOf(history, pair);
  const changes = changesOf(history, pair, options);
  await out.write(`${headingOf(history, pair)}: version ${from} to version ${to}\n\n`);
  const shown = changes.filter(({ noise }) => !noise);
  const writer = rowWriter('table', ['severity', 'field', 'change', 'before', 'after', 'reason'], out);
  for (const change of shown) await writer.row(cellsOf(change));
  if (shown.length > 0) await writer.end();
  await out.write(endOf(shown.length, changes.length - shown.length));
}

function cellsOf({ severity, label, kind, before, after, reason }: ShownChange): readonly string[] {
  return [severity, label, kind, before?.text ?? '', after?.text ?? '', reason ?? ''];
}

function endOf(shown: number, noise: number): string {
  const first = shown === 0 ? 'Nothing changed.\n' : '';
  if (noise === 0) return first;
  const what = noise === 1 ? '1 value that is restated or a default' : `${noise} values that are restated or defaults`;
  return `${first}${shown === 0 ? '' : '\n'}${what} not shown; --json has all.\n`;
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
  return `${headingOf(history, pair)}: version ${namesOf(history, pair).to} is the first in the log; there is none before it to compare with.`;
}
