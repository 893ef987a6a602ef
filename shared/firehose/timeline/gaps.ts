// What a gap means, in plain words.
import type { CallLookup } from './callLookup.ts';
import type { Gap, Lifetime } from '../model.ts';
import type { TimelineGap } from '../presented.ts';
import { counted } from './summaryWords.ts';
import { missingUpdates } from '../compare/versionGaps.ts';

type Telling = Pick<TimelineGap, 'severity' | 'title' | 'explanation'>;

export function shownGap(gap: Gap, lifetime: Lifetime, index: number, lookup: CallLookup): TimelineGap {
  return { kind: 'gap', lifetime: index, gapKind: gap.kind, ...tellGap(gap, lifetime, lookup) };
}

/** Whether changes may be missing: not a log that begins later, nor a number that encryption calls explain. */
export function mayHideChanges(gap: Gap): boolean {
  return gap.kind !== 'missing-create' && gap.explainedByEncryption !== true;
}

/** Whether a gap lies after the last version: the newest configuration is outdated. */
export function isTrailing(gap: Gap, lifetime: Lifetime): boolean {
  return missingUpdates(lifetime).some((placed) => placed.gap === gap && placed.to === lifetime.versions.length);
}

function tellGap(gap: Gap, lifetime: Lifetime, lookup: CallLookup): Telling {
  switch (gap.kind) {
    case 'missing-create':
      return { severity: 'info', ...missingCreate(gap, lifetime) };
    case 'missing-updates':
      return updatesMissing(gap, lifetime);
    case 'missing-delete':
      return { severity: 'medium', ...missingDelete(gap, lookup) };
  }
}

function missingCreate(gap: Gap, lifetime: Lifetime): Omit<Telling, 'severity'> {
  const begun =
    lifetime.start === 'implied' ? 'The stream was created again, but not in this log' : 'The log begins later';
  const unknown = 'What no event in the log states is unknown.';
  const title = 'The creation is not in this log';
  if (gap.missing === null) {
    return { title, explanation: `${begun}. How many changes came before cannot be told. ${unknown}` };
  }
  const updates = gap.missing > 1 ? ` and ${counted(gap.missing - 1, 'update')}` : '';
  const verb = gap.missing > 1 ? 'are' : 'is';
  return {
    title,
    explanation: `${begun}: the creation${updates}, up to version ${gap.toVersion}, ${verb} missing. ${unknown}`,
  };
}

function updatesMissing(gap: Gap, lifetime: Lifetime): Telling {
  const missing = gap.missing ?? 0;
  const between = `between version ${gap.fromVersion} and version ${gap.toVersion}`;
  const counts = `${counted(missing, 'update')} ${missing === 1 ? 'is' : 'are'} not in this log`;
  if (gap.explainedByEncryption === true) {
    return {
      severity: 'info',
      title: `The version number moved ${between}`,
      explanation: `Encryption was started or stopped since version ${gap.fromVersion}, and AWS does not document whether that moves the number. If it does not, ${counts}.`,
    };
  }
  const made = `B${between.slice(1)}: ${missingVersions(gap)}`;
  if (isTrailing(gap, lifetime)) {
    const shown = `A refused update says that the stream had version ${gap.toVersion}.`;
    return { severity: 'medium', title: counts, explanation: `${made} ${shown} The newest configuration is outdated.` };
  }
  return { severity: 'medium', title: counts, explanation: `${made} Values last seen before may have changed.` };
}

/** The calls that made versions 4 and 5 of a gap from 3 to 5. */
function missingVersions(gap: Gap): string {
  const first = Number(gap.fromVersion) + 1;
  const last = Number(gap.toVersion);
  if (first === last) return `the call that made version ${last} is missing.`;
  return `the calls that made versions ${first} ${last - first === 1 ? 'and' : 'to'} ${last} are missing.`;
}

function missingDelete(gap: Gap, lookup: CallLookup): Omit<Telling, 'severity'> {
  return { title: 'A deletion is not in this log', explanation: `${evidence(gap, lookup)} ${deletedUnseen}` };
}

const deletedUnseen = 'When and by whom it was deleted cannot be told.';

function evidence(gap: Gap, lookup: CallLookup): string {
  const call = lookup.byEventId(gap.beforeEventId);
  if (call?.errorCode !== undefined) return 'A later call was answered that no stream of this name exists.';
  if (call?.eventName === 'CreateDeliveryStream') {
    return 'A stream of this name was created while the log still knew one: names are unique in an account and region.';
  }
  return 'A later update names a version below the one known, so the stream was deleted and created again unseen.';
}
