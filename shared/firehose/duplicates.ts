// One record for each call (spec section 6.1, step 1): copies of a record, one call logged twice, and amendments.
// Nothing here depends on the order of the input.
import { canonicalJson } from '../canonicalJson.ts';
import { parseEventTime } from '../events/eventTime.ts';
import { isJsonObject, scalarText, type JsonObject } from '../json.ts';

export type UniqueRecord = {
  /** The eventID, or the record's canonical JSON where it has none. */
  readonly id: string;
  readonly account: string;
  readonly record: JsonObject;
};

export type Deduplicated = { readonly records: readonly UniqueRecord[]; readonly duplicates: number };

/** Records of other services are left out and not counted. */
export function mergeDuplicates(records: Iterable<JsonObject>): Deduplicated {
  const originals = new Map<string, UniqueRecord>();
  const amendments = new Map<string, UniqueRecord>();
  let read = 0;
  for (const record of records) {
    if (record['eventSource'] !== 'firehose.amazonaws.com') continue;
    read += 1;
    const found = identify(record);
    const group = amendedEvent(record) === undefined ? originals : amendments;
    const key = keyOf(found.id, found.account);
    const former = group.get(key);
    group.set(key, former === undefined ? found : better(former, found));
  }
  amend(originals, amendments);
  const calls = mergeRepeated([...originals.values()]);
  return { records: calls, duplicates: read - calls.length };
}

/** Where the call was recorded: the account that names of streams are unique in. */
export function accountOf(record: JsonObject): string {
  const identity = record['userIdentity'];
  const account = record['recipientAccountId'] ?? (isJsonObject(identity) ? identity['accountId'] : undefined);
  return scalarText(account);
}

function identify(record: JsonObject): UniqueRecord {
  const eventId = record['eventID'];
  const id = typeof eventId === 'string' && eventId !== '' ? eventId : canonicalJson(record);
  return { id, account: accountOf(record), record };
}

function keyOf(id: string, account: string): string {
  return `${account}\n${id}`;
}

/** The fuller body; of two as full the one whose canonical text is smaller. */
function better(a: UniqueRecord, b: UniqueRecord): UniqueRecord {
  const more = Object.keys(b.record).length - Object.keys(a.record).length;
  if (more !== 0) return more > 0 ? b : a;
  return canonicalJson(b.record) < canonicalJson(a.record) ? b : a;
}

/** The eventID of the record that this one amends. */
function amendedEvent(record: JsonObject): string | undefined {
  const addendum = record['addendum'];
  if (!isJsonObject(addendum) || addendum['reason'] !== 'UPDATED_DATA') return undefined;
  const original = addendum['originalEventID'];
  return typeof original === 'string' && original !== '' ? original : undefined;
}

/** Puts the members of amendments over those of their records; one without its record stands for it. */
function amend(originals: Map<string, UniqueRecord>, amendments: ReadonlyMap<string, UniqueRecord>): void {
  const inOrder = [...amendments.values()].toSorted(
    (a, b) => timeOf(a.record) - timeOf(b.record) || (a.id < b.id ? -1 : 1),
  );
  for (const { account, record } of inOrder) {
    const id = amendedEvent(record) ?? '';
    const original = originals.get(keyOf(id, account))?.record ?? {};
    const amended = Object.entries({ ...original, ...record, eventID: id }).filter(([name]) => name !== 'addendum');
    originals.set(keyOf(id, account), { id, account, record: Object.fromEntries(amended) });
  }
}

/** Records of one account with the same requestID, name and time are one call, logged twice. */
function mergeRepeated(records: readonly UniqueRecord[]): readonly UniqueRecord[] {
  const repeated = repeatedRequests(records);
  if (repeated.size === 0) return records;
  const calls = new Map<string, UniqueRecord>();
  for (const found of records) {
    const { requestID, eventName } = found.record;
    const key =
      typeof requestID === 'string' && repeated.has(requestID)
        ? `request\n${found.account}\n${requestID}\n${scalarText(eventName)}\n${timeOf(found.record)}`
        : `event\n${found.account}\n${found.id}`;
    const former = calls.get(key);
    if (former === undefined || found.id < former.id) calls.set(key, found);
  }
  return [...calls.values()];
}

/** The requestIDs that stand in more than one record; in most logs there are none. */
function repeatedRequests(records: readonly UniqueRecord[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { record } of records) {
    const { requestID } = record;
    if (typeof requestID !== 'string' || requestID === '') continue;
    if (seen.has(requestID)) repeated.add(requestID);
    seen.add(requestID);
  }
  return repeated;
}

function timeOf(record: JsonObject): number {
  return parseEventTime(record['eventTime']) ?? 0;
}
