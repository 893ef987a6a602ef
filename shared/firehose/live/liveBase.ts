// Which version of the log an answer of AWS is held against, and what their version numbers say.
import type { LiveAnswer } from './liveAnswer.ts';
import type { Lifetime, StreamHistory, Version } from '../model.ts';

export type LiveBase = {
  readonly lifetime?: number;
  readonly version?: number;
  readonly made?: Version;
  /** Why there is nothing to compare with, or which other version than the newest is compared. */
  readonly note?: string;
  /** Why AWS can describe a stream that ended in this log. */
  readonly ended?: string;
  /** Updates between the newest version in the log and the one AWS has. */
  readonly missing: number;
  /** As many encryption calls as updates seem to be missing: they may have moved the number. */
  readonly isExplained: boolean;
};

/** Create answers before the stream stands: the two times differ by no more than this. */
const sameBirthMs = 10 * 60_000;

const nothing = { missing: 0, isExplained: false };

export function liveBaseOf(history: StreamHistory, answer: LiveAnswer): LiveBase {
  if (history.lifetimes.every(({ versions }) => versions.length === 0)) {
    return { ...nothing, note: 'No call in this log made a version of the stream.' };
  }
  const index = lifetimeOf(history.lifetimes, answer.createdMs);
  const lifetime = history.lifetimes[index];
  if (!lifetime) return { ...nothing, note: 'AWS describes a stream that was created later than the one in this log.' };
  if (lifetime.end !== 'open' && isYounger(lifetime, answer.createdMs)) {
    return { ...nothing, note: 'The stream in this log was deleted; AWS describes a later one.' };
  }
  const ended = endedText(lifetime, answer.status);
  return { lifetime: index, ...versionOf(lifetime, answer.versionId), ...(ended === undefined ? {} : { ended }) };
}

/** Nothing to explain while AWS itself says that it deletes the stream. */
function endedText({ end }: Lifetime, status: string | undefined): string | undefined {
  if (end === 'open' || status?.startsWith('DELETING') === true) return undefined;
  const fact =
    end === 'deleted' ? 'A call in this log deleted the stream.' : 'A later call in this log found no such stream.';
  return `${fact} The answer is older than that, or the stream was created again or kept by calls that are not in this log.`;
}

/** -1 where the stream was created again after the log. */
function lifetimeOf(lifetimes: readonly Lifetime[], createdMs: number | undefined): number {
  const last = lifetimes.length - 1;
  if (createdMs === undefined) return last;
  const isBirth = ({ createdAt }: Lifetime): boolean =>
    createdAt !== null && Math.abs(Date.parse(createdAt) - createdMs) <= sameBirthMs;
  const found = lifetimes.findLastIndex(isBirth);
  if (found >= 0) return found;
  const createdAt = lifetimes[last]?.createdAt ?? null;
  return createdAt !== null && createdMs > Date.parse(createdAt) ? -1 : last;
}

function isYounger({ deletedAt, createdAt }: Lifetime, createdMs: number | undefined): boolean {
  if (createdMs === undefined) return true;
  if (createdAt !== null && Math.abs(Date.parse(createdAt) - createdMs) <= sameBirthMs) return false;
  return deletedAt === null || createdMs > Date.parse(deletedAt);
}

function versionOf(lifetime: Lifetime, liveId: string | undefined): Omit<LiveBase, 'lifetime'> {
  const { versions } = lifetime;
  const last = versions.length - 1;
  const newest = versions[last];
  if (!newest) return { ...nothing, note: 'No call in this log made a version of this life of the stream.' };
  const live = numberOf(liveId);
  const known = numberOf(newest.versionId);
  if (live === undefined || known === undefined) return { version: last, made: newest, ...nothing };
  if (live >= known) {
    const missing = live - known;
    return { version: last, made: newest, missing, isExplained: missing > 0 && missing <= encryptionCalls(versions) };
  }
  return olderVersion(versions, live);
}

/** The answer was saved before the newest call of the log, or shows a version that the log lacks. */
function olderVersion(versions: readonly Version[], live: number): Omit<LiveBase, 'lifetime'> {
  const version = versions.findLastIndex(({ versionId }) => (numberOf(versionId) ?? Infinity) <= live);
  const made = versions[version];
  if (!made) return { ...nothing, note: 'The answer shows a version from before this log begins.' };
  const note = `The answer is older than this log: it shows version ${live}, so it is compared with version ${made.id}.`;
  return { version, made, note, missing: live - (numberOf(made.versionId) ?? live), isExplained: false };
}

/** Starts and stops since the newest number. */
function encryptionCalls(versions: readonly Version[]): number {
  const newest = versions.at(-1)?.versionId;
  return versions.filter(({ versionId, eventName }) => versionId === newest && eventName.endsWith('Encryption')).length;
}

function numberOf(versionId: string | null | undefined): number | undefined {
  return versionId === null || versionId === undefined || !/^\d+$/.test(versionId) ? undefined : Number(versionId);
}
