// Where a call stands in its stream's history, or why it made no version.
import { callLookup, type CallLookup } from './callLookup.ts';
import { isChanging, isRead } from '../calls.ts';
import { deletionOf } from './deletions.ts';
import { errorMessageOf } from './errorMessages.ts';
import type { Call, StreamHistory } from '../model.ts';
import type { EventPlace } from '../presented.ts';
import { refusalMeaning } from './refusalReasons.ts';
import { summaryOf } from './summary.ts';

type Told = Omit<EventPlace, 'stream'>;

/** `id` is the call's: its eventID, or what stands for one. */
export function placeOfEvent(history: StreamHistory, id: string): EventPlace {
  const { account, region, name } = history;
  const call = history.calls.find((candidate) => candidate.id === id);
  const told = call === undefined ? duplicate : tell(call, history);
  return { stream: { account, region, name }, ...told };
}

/** A Firehose call that names no stream, or an event of another service. */
export function placeWithoutStream(event: {
  readonly eventSource: string;
  readonly eventName: string;
  readonly errorCode?: string;
}): EventPlace {
  const { eventSource, eventName, errorCode } = event;
  const title = 'Belongs to no stream';
  if (eventSource !== 'firehose.amazonaws.com') {
    return { title, explanation: 'This is not a call of Firehose.' };
  }
  if (errorCode !== undefined) {
    return {
      title: `Refused: ${errorCode}. Nothing changed.`,
      explanation: `${refusalMeaning(errorCode)} The record does not say which stream it was about.`.trim(),
    };
  }
  const isList = eventName === 'ListDeliveryStreams';
  return { title, explanation: isList ? 'It lists streams and changes none.' : 'The record names no stream.' };
}

const duplicate: Told = {
  title: 'Another record of a call that is told already',
  explanation:
    'The log holds this call more than once: the same event, the same request under two event IDs, or an amendment. The history shows it once.',
};

function tell(call: Call, history: StreamHistory): Told {
  const lookup = callLookup(history);
  if (isRead(call)) return readCall(call, history);
  if (call.errorCode !== undefined) return refusedCall(call, call.errorCode, history);
  if (!isChanging(call.eventName)) return unknownCall(call);
  return madeVersion(call, history) ?? deletion(call, history, lookup) ?? unplaced;
}

const unplaced: Told = { title: 'Made no version', explanation: 'The call was accepted, but belongs to no version.' };

function readCall(call: Call, history: StreamHistory): Told {
  const lifetime = history.lifetimes.findIndex(({ gaps }) => gaps.some((gap) => isShownBy(gap, call)));
  if (call.errorCode !== undefined && lifetime >= 0) {
    return {
      lifetime,
      title: 'Shows that the stream was gone',
      explanation: `Answered with ${call.errorCode}: the stream had been deleted, and the deletion is not in this log.`,
    };
  }
  if (call.errorCode !== undefined) {
    const explanation = `${refusalMeaning(call.errorCode)} The call only reads: it could not have changed the stream.`;
    return { title: `Refused: ${call.errorCode}. Read only.`, explanation: explanation.trim() };
  }
  if (call.eventName.startsWith('PutRecord')) {
    return { title: 'Sends data', explanation: 'It sends records into the stream and changes no configuration.' };
  }
  const isEvidence = lifetime >= 0;
  return {
    ...(isEvidence ? { lifetime } : {}),
    title: 'Read only: changes nothing',
    explanation: `${call.eventName} reads; its answer is not in CloudTrail.${isEvidence ? ' It shows that the stream existed.' : ''}`,
  };
}

function isShownBy(gap: { readonly beforeEventId: string | null }, call: Call): boolean {
  return call.eventId !== null && gap.beforeEventId === call.eventId;
}

function refusedCall(call: Call, errorCode: string, history: StreamHistory): Told {
  const lifetime = history.lifetimes.findIndex(({ failures }) => failures.some((failure) => isSame(failure, call)));
  const message = errorMessageOf(call.record);
  const failure = history.lifetimes[lifetime]?.failures.find((candidate) => isSame(candidate, call));
  const parts = [
    refusalMeaning(errorCode, message),
    versionsOf(failure),
    message === undefined ? '' : `AWS said: ${message}`,
    lifetime < 0 ? 'No stream of this name is known to have existed then.' : '',
  ];
  return {
    ...(lifetime < 0 ? {} : { lifetime }),
    title: `Refused: ${errorCode}. Nothing changed.`,
    explanation: parts.filter((part) => part !== '').join(' '),
  };
}

function versionsOf(failure: { readonly baseVersion?: string; readonly knownVersion?: string } | undefined): string {
  if (failure?.baseVersion === undefined) return '';
  const known = failure.knownVersion === undefined ? '' : `; the stream had version ${failure.knownVersion}`;
  return `It was made on version ${failure.baseVersion}${known}.`;
}

function unknownCall(call: Call): Told {
  return {
    title: 'An unknown call',
    explanation: `Firetrail does not know ${call.eventName}: whether it changed the stream cannot be told.`,
  };
}

function madeVersion(call: Call, history: StreamHistory): Told | undefined {
  for (const [lifetime, { versions, conflicts }] of history.lifetimes.entries()) {
    const version = versions.findIndex((candidate) => isSame(candidate, call));
    const made = versions[version];
    if (!made) continue;
    const { summary } = summaryOf(history, lifetime, version);
    const isLate = conflicts.some(({ code, eventIds }) => code === 'after-delete' && eventIds.includes(made.eventId));
    const late = isLate ? ' Logged within seconds after the deletion, it belongs to the deleted stream.' : '';
    return {
      lifetime,
      version,
      versionId: made.id,
      title: `Made version ${made.id}`,
      explanation: `${summary}.${noteOf(call)}${late}`,
    };
  }
  return undefined;
}

function noteOf(call: Call): string {
  if (call.eventName.endsWith('DeliveryStreamEncryption')) {
    return ' Accepted by Firehose; whether it came about is not in CloudTrail. As far as AWS documents, the version number does not move.';
  }
  return call.eventName.endsWith('agDeliveryStream') ? ' Tags do not move the version number.' : '';
}

function deletion(call: Call, history: StreamHistory, lookup: CallLookup): Told | undefined {
  for (const [lifetime, life] of history.lifetimes.entries()) {
    const isRepeat = life.conflicts.some(
      ({ code, eventIds }) => code === 'repeat-delete' && eventIds.includes(call.eventId),
    );
    if (isRepeat) {
      const explanation = 'The stream was deleted already; AWS accepts further deletions while one goes on or failed.';
      return { lifetime, title: 'Deleted again: nothing more changed', explanation };
    }
    if (deletionOf(life, lookup)?.id === call.id) {
      return { lifetime, title: 'Deleted the stream', explanation: 'It ends this life of the stream.' };
    }
  }
  return undefined;
}

type Entry = { readonly eventId: string | null; readonly eventName: string; readonly time: string };

function isSame(entry: Entry, call: Call): boolean {
  if (call.eventId !== null || entry.eventId !== null) return entry.eventId === call.eventId;
  return entry.eventName === call.eventName && entry.time === call.time;
}
