// What a reader must know of a version beside its changes: how far it is known, and what is unusual about the event.
import { forEachLeaf } from '../../diff/leaves.ts';
import { isJsonObject } from '../../json.ts';
import { durationText } from './durations.ts';
import type { Lifetime, Section, Version, VersionNote } from '../model.ts';
import type { TimelineVersion } from '../presented.ts';
import { counted, listed } from './summaryWords.ts';

type Remark = TimelineVersion['remarks'][number];

export const sectionLabels: Readonly<Record<Section, string>> = {
  deliveryStreamType: 'source type',
  source: 'source',
  destination: 'destination',
  encryption: 'encryption',
  tags: 'tags',
};

const noteTexts: Readonly<Record<VersionNote, string>> = {
  'version-uncertain':
    'Updates around this call are missing, so it may belong to a later version than its number says.',
  'order-from-version': 'Its time and that of its neighbour are the wrong way round; version numbers decide the order.',
  'content-omitted':
    'CloudTrail left out what the request held, as it does with large requests: the destination is unknown from here.',
  'unknown-members':
    'The request holds members that Firetrail does not know; they are not part of the configuration shown.',
};

/** What the log leaves open about a version's configuration. */
export function certaintyRemarks(version: Version): readonly Remark[] {
  return remarksOn({
    notes: version.notes ?? [],
    unknown: version.unknown ?? [],
    stale: version.stale ?? [],
    ambiguous: version.ambiguous ?? [],
  });
}

/** The same, without what was said of the version before already. */
export function newCertaintyRemarks(version: Version, former: Version | undefined): readonly Remark[] {
  const unlessKnown = <Item>(items: readonly Item[] = [], known: readonly Item[] = []): readonly Item[] => {
    const before = new Set(known);
    return items.every((item) => before.has(item)) ? [] : items;
  };
  return remarksOn({
    notes: version.notes ?? [],
    unknown: unlessKnown(version.unknown, former?.unknown),
    stale: unlessKnown(version.stale, former?.stale),
    ambiguous: unlessKnown(version.ambiguous, former?.ambiguous),
  });
}

type Doubts = Required<Pick<Version, 'notes' | 'unknown' | 'stale' | 'ambiguous'>>;

function remarksOn({ notes, unknown, stale, ambiguous }: Doubts): readonly Remark[] {
  const remarks: Remark[] = notes.map((note) => ({
    severity: note === 'content-omitted' ? 'medium' : 'info',
    text: noteTexts[note],
  }));
  if (unknown.length > 0) {
    const sections = listed(
      unknown.map((section) => sectionLabels[section]),
      5,
    );
    remarks.push({ severity: 'info', text: `Not wholly in this log: ${sections}.` });
  }
  if (stale.length > 0) {
    const text = `${counted(stale.length, 'value was', 'values were')} last seen before a gap and may have changed.`;
    remarks.push({ severity: 'info', text });
  }
  if (ambiguous.length > 0) {
    const text = `${counted(ambiguous.length, 'value is', 'values are')} kept from an earlier version; AWS does not document whether a partly given block keeps its other members.`;
    remarks.push({ severity: 'info', text });
  }
  return remarks;
}

/** What is said of the event itself. */
export function eventRemarks(lifetime: Lifetime, index: number): readonly Remark[] {
  const version = lifetime.versions[index];
  if (!version) return [];
  const remarks: Remark[] = [];
  if (isBornWithoutEncryption(version)) remarks.push({ severity: 'low', text: bareBirth(lifetime, index) });
  if (/^(?:Start|Stop)/.test(version.eventName)) {
    remarks.push({ severity: 'info', text: 'Accepted by Firehose; whether it came about is not in CloudTrail.' });
  }
  for (const { code, eventIds } of lifetime.conflicts) {
    if (!eventIds.includes(version.eventId)) continue;
    const text = conflictTexts[code];
    if (text !== undefined) remarks.push({ severity: 'low', text });
  }
  return remarks;
}

/** Conflicts that are told at the versions they are about; a repeated deletion makes none. */
const conflictTexts: Readonly<Record<string, string>> = {
  'after-delete': 'Logged within seconds after the deletion: it belongs to the deleted stream.',
  'same-second-order': 'Two encryption calls share this second: the log cannot tell which came last.',
};

function isBornWithoutEncryption(version: Version): boolean {
  const { encryption, destination } = version.config;
  if (version.eventName !== 'CreateDeliveryStream' || destination === undefined) return false;
  if (isJsonObject(encryption) && encryption['enabled'] === true) return false;
  let hasKey = false;
  forEachLeaf(destination, (path) => (hasKey ||= path.endsWith('aWSKMSKeyARN')));
  return !hasKey;
}

/** Terraform creates first and asks for encryption right after: say so where it did. */
function bareBirth(lifetime: Lifetime, index: number): string {
  const text = 'Created with neither stream encryption nor a KMS key: the stream has no encryption of its own';
  const [version, next] = lifetime.versions.slice(index);
  if (!version || next?.eventName !== 'StartDeliveryStreamEncryption') return `${text}.`;
  const later = durationText(Date.parse(next.time) - Date.parse(version.time));
  return `${text}. Encryption was requested ${later} later, in version ${next.id}.`;
}

/** A word each for what kind of version it is. */
export function badgesOf(lifetime: Lifetime, lifetimeIndex: number, index: number): readonly string[] {
  const version = lifetime.versions[index];
  if (!version) return [];
  const badges: string[] = [];
  if (lifetimeIndex > 0 && index === 0) badges.push('re-created');
  else if (version.eventName === 'CreateDeliveryStream') badges.push('created');
  if (version.eventName.endsWith('DeliveryStreamEncryption')) badges.push('encryption');
  if (version.eventName.endsWith('agDeliveryStream')) badges.push('tags');
  if (lifetime.conflicts.some(({ code, eventIds }) => code === 'after-delete' && eventIds.includes(version.eventId))) {
    badges.push('after deletion');
  }
  if (!version.complete) badges.push('incomplete');
  return badges;
}
