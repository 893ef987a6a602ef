import type { StreamSummary } from '../../shared/firehose/presented.ts';
import { compareUnattached } from '../../shared/firehose/failures.ts';
import type { Unattached } from '../../shared/firehose/model.ts';
import type { OpenWorkspace } from '../core/openWorkspace.ts';
import type { Database } from '../core/store/database.ts';
import { countIgnored, findStreams, listUnattached } from '../core/store/streamTable.ts';
import { maskSecret } from '../core/streams/mask.ts';
import { listSummaries, rebuild } from '../core/streams/openStreams.ts';
import { formatOf } from './arguments.ts';
import type { Command } from './command.ts';
import { standardOut, type TextOut } from './output.ts';
import { rowWriter } from './rowWriter.ts';
import { HistoryWriter } from './streamHistoryJson.ts';
import { withLogs } from './withLogs.ts';

export const streamsCommand: Command = {
  name: 'streams',
  synopsis: 'PATH… [--show-secrets]',
  summary: 'Lists the delivery streams; with --json, the configuration history of each.',
  valueOptions: ['format'],
  flags: ['show-secrets'],
  run: async (options, context) => {
    const format = formatOf(options, ['json']);
    return withLogs({ paths: options.positionals, options, context }, async ({ workspace, signal }) => {
      await workspace.completeStreams(signal);
      const out = standardOut();
      const mask = options.has('show-secrets') ? undefined : maskSecret;
      if (format === 'json') await writeHistory(workspace.database, new HistoryWriter(out, mask), signal);
      else await writeList(workspace, out, signal);
      out.end();
    });
  },
};

/** What is worked out of the log, one stream after the other. */
export async function writeHistory(database: Database, writer: HistoryWriter, signal: AbortSignal): Promise<void> {
  const unattached: Unattached[] = [...(await listUnattached(database, signal))];
  for (const stream of await findStreams(database, {}, signal)) {
    const opened = await rebuild(database, stream, signal);
    for (const lifetime of opened?.history.lifetimes ?? []) await writer.lifetime(lifetime);
    unattached.push(...(opened?.history.unattached ?? []));
  }
  await writer.end({
    unattached: unattached.toSorted(compareUnattached),
    ignored: await countIgnored(database, signal),
  });
}

const columns = [
  'account',
  'region',
  'name',
  'destination',
  'state',
  'versions',
  'gaps',
  'refused',
  'last change',
  'by',
  'what',
] as const;

async function writeList({ database }: OpenWorkspace, out: TextOut, signal: AbortSignal): Promise<void> {
  const streams = await listSummaries(database, signal);
  const writer = rowWriter('table', columns, out);
  for (const stream of streams) await writer.row(cellsOf(stream));
  await writer.end();
  const { length } = await listUnattached(database, signal);
  if (length > 0)
    await out.write(`\n${length} refused or unknown ${length === 1 ? 'call names' : 'calls name'} no stream\n`);
}

function cellsOf(stream: StreamSummary): readonly (string | number)[] {
  const { account, region, name, destination, state, versions, gaps, refused, lastChange } = stream;
  const last = [lastChange?.time ?? '', lastChange?.actor ?? '', lastChange?.summary ?? ''];
  return [account, region, name, destination ?? '', state, versions, gaps, refused, ...last];
}
