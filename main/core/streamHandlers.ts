// What the calls about delivery streams do. What is shown is made by shared/firehose; secrets are masked in it.
import { AppError } from '../../shared/errors.ts';
import { compareStates, type ShowOptions } from '../../shared/firehose/compare/comparison.ts';
import { readLiveAnswer } from '../../shared/firehose/live/liveAnswer.ts';
import { compareLive, otherStream } from '../../shared/firehose/live/liveComparison.ts';
import type { StreamHistory, StreamKey } from '../../shared/firehose/model.ts';
import type { LiveComparison } from '../../shared/firehose/presented.ts';
import { reportOf } from '../../shared/firehose/report/report.ts';
import { showVersion } from '../../shared/firehose/compare/versionView.ts';
import type { CoreHandlers } from './dispatch.ts';
import type { OpenWorkspace } from './openWorkspace.ts';
import { hasDueParts } from './store/streamParts.ts';
import { findStreams, listUnattached } from './store/streamTable.ts';
import { compareEvents } from './streams/compareEvents.ts';
import { findEventPlace } from './streams/eventInStreams.ts';
import { maskSecret } from './streams/mask.ts';
import { listSummaries, type OpenStream } from './streams/openStreams.ts';
import type { WorkspaceSession } from './workspaceSession.ts';

type StreamCallName = Extract<keyof CoreHandlers, `streams.${string}` | 'events.compare'>;

export function streamHandlers(session: WorkspaceSession): Pick<CoreHandlers, StreamCallName> {
  const open = (stream: StreamKey, signal: AbortSignal): Promise<OpenStream> =>
    session.workspace.streams.open(stream, signal);
  return {
    'streams.list': async (_input, signal) => {
      const { database } = session.workspace;
      return {
        // First, so that what is worked in meanwhile is not taken for current.
        isCurrent: !(await hasDueParts(database, signal)),
        streams: [...(await listSummaries(database, signal))],
        unattached: [...(await listUnattached(database, signal))],
      };
    },
    'streams.timeline': async ({ stream }, signal) => (await open(stream, signal)).timeline(),
    'streams.compare': async ({ stream, from, to, timeZone }, signal) => {
      const opened = await open(stream, signal);
      return compareStates(opened.history, from, to, optionsFor(opened, timeZone));
    },
    'streams.version': async ({ stream, state, timeZone }, signal) => {
      const opened = await open(stream, signal);
      return showVersion(opened.history, state, optionsFor(opened, timeZone));
    },
    'streams.ofEvent': ({ eventId }, signal) => {
      const { database, streams } = session.workspace;
      return findEventPlace(database, streams, eventId, signal);
    },
    'streams.compareLive': ({ text, stream }, signal) => compareWithLive(session.workspace, text, stream, signal),
    'streams.report': async ({ stream, timeZone, ...request }, signal) => {
      const opened = await open(stream, signal);
      return reportOf(opened.history, request, optionsFor(opened, timeZone));
    },
    'events.compare': ({ from, to }, signal) => compareEvents(session.workspace.database, from, to, signal),
  };
}

function optionsFor({ eventOf }: OpenStream, timeZone: string): ShowOptions {
  return { timeZone, mask: maskSecret, eventOf };
}

/** Errors: live/unreadable, stream/ambiguous. */
async function compareWithLive(
  { database, streams }: OpenWorkspace,
  text: string,
  stream: StreamKey | undefined,
  signal: AbortSignal,
): Promise<LiveComparison> {
  const reading = readLiveAnswer(text);
  if (reading.kind === 'problem') throw new AppError('live/unreadable', reading.message);
  const { answer } = reading;
  const other = stream === undefined ? undefined : otherStream(answer, stream);
  if (other !== undefined) throw new AppError('live/unreadable', other);
  const { account, region, name } = stream ?? answer.stream;
  const given = { name, ...(account === '' ? {} : { account }), ...(region === '' ? {} : { region }) };
  const [found, ...more] = await findStreams(database, given, signal);
  if (more.length > 0)
    throw new AppError(
      'stream/ambiguous',
      `The log has ${more.length + 1} streams named "${name}", and the answer does not say which it describes. Choose the stream first.`,
    );
  const history = found === undefined ? notInLog(answer.stream) : (await streams.open(found, signal)).history;
  return compareLive(history, answer, { mask: maskSecret });
}

function notInLog(stream: StreamKey): StreamHistory {
  return { ...stream, lifetimes: [], stated: [], unattached: [], calls: [] };
}
