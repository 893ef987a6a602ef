// Two records of any service, leaf by leaf: what was asked for first, then the answer, then who asked, then the rest.
// Lists are compared by position, so that a change inside an element shows there only.
import type { RecordComparison } from './recordComparison.ts';
import { maskSecrets, type Mask } from '../firehose/fields/secrets.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { isSameValue } from './changes.ts';
import { joinPath } from './leaves.ts';
import { isRecordNoise } from './recordNoise.ts';

type RecordChange = RecordComparison['changes'][number];
type Side = JsonValue | undefined;

/** Members in the order they are told; all others follow by name. */
const firstMembers = [
  'requestParameters',
  'responseElements',
  'userIdentity',
  'eventName',
  'eventSource',
  'errorCode',
  'errorMessage',
  'sourceIPAddress',
  'userAgent',
  'awsRegion',
  'recipientAccountId',
  'eventTime',
];

const groups: Readonly<Record<string, string>> = {
  requestParameters: 'Request parameters',
  responseElements: 'Response elements',
  userIdentity: 'User identity',
};

/** `mask` veils secrets that records of Firehose show in clear. */
export function compareRecords(
  from: JsonObject,
  to: JsonObject,
  { mask }: { readonly mask?: Mask } = {},
): RecordComparison {
  const [before, after] = [from, to].map((record) => ordered(mask === undefined ? record : veiled(record, mask)));
  const changes: RecordChange[] = [];
  for (const name of namesOf(before, after).toSorted(byImportance)) {
    const group = Object.hasOwn(groups, name) ? (groups[name] ?? name) : 'Record';
    visit(memberOf(before, name), memberOf(after, name), joinPath('', name), (path, was, is) => {
      changes.push(changeOf(path, group, was, is));
    });
  }
  return { changes, fromText: textOf(before), toText: textOf(after) };
}

function veiled(record: JsonObject, mask: Mask): JsonObject {
  const parameters = record['requestParameters'];
  if (record['eventSource'] !== 'firehose.amazonaws.com' || parameters === undefined) return record;
  return { ...record, requestParameters: maskSecrets(parameters, mask) };
}

function textOf(value: JsonValue | undefined): string {
  return JSON.stringify(value, undefined, 2);
}

function changeOf(path: string, group: string, before: Side, after: Side): RecordChange {
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'modified';
  return {
    path,
    group,
    kind,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    noise: isRecordNoise(path, before, after),
  };
}

type Visit = (path: string, before: Side, after: Side) => void;

/** Calls `report` for every leaf that differs. */
function visit(before: Side, after: Side, path: string, report: Visit): void {
  if (Array.isArray(before) && Array.isArray(after)) {
    visitItems(before, after, path, report);
  } else if (isJsonObject(before) && isJsonObject(after)) {
    for (const name of namesOf(before, after)) {
      visit(memberOf(before, name), memberOf(after, name), joinPath(path, name), report);
    }
  } else if (isLeaf(before) && isLeaf(after)) {
    if (!isSameValue(before, after)) report(path, before, after);
  } else {
    forEachLeaf(before, path, (at, leaf) => report(at, leaf, undefined));
    forEachLeaf(after, path, (at, leaf) => report(at, undefined, leaf));
  }
}

function visitItems(before: readonly JsonValue[], after: readonly JsonValue[], path: string, report: Visit): void {
  const length = Math.max(before.length, after.length);
  for (let index = 0; index < length; index += 1) visit(before[index], after[index], `${path}[${index}]`, report);
}

/** Empty lists and objects are leaves: that there is one is all there is to tell. */
function isLeaf(value: Side): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return !isJsonObject(value) || Object.keys(value).length === 0;
}

function forEachLeaf(value: Side, path: string, report: (path: string, leaf: JsonValue) => void): void {
  if (value === undefined) return;
  if (isLeaf(value)) {
    report(path, value);
  } else if (Array.isArray(value)) {
    value.forEach((item: JsonValue, index) => forEachLeaf(item, `${path}[${index}]`, report));
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) forEachLeaf(member, joinPath(path, name), report);
  }
}

function namesOf(before: Side, after: Side): readonly string[] {
  const names = [before, after].flatMap((side) => (isJsonObject(side) ? Object.keys(side) : []));
  return [...new Set(names)].toSorted();
}

function memberOf(object: Side, name: string): Side {
  return isJsonObject(object) && Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Members of the record in the order they are told, members inside by name: equal parts stand side by side. */
function ordered(record: JsonObject): JsonObject {
  const entries = Object.entries(record).toSorted(([a], [b]) => byImportance(a, b));
  return Object.fromEntries(entries.map(([name, value]) => [name, sorted(value)]));
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}

function byImportance(a: string, b: string): number {
  return rankOf(a) - rankOf(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function rankOf(name: string): number {
  const rank = firstMembers.indexOf(name);
  return rank < 0 ? firstMembers.length : rank;
}
