// Requests in canonical form (spec sections 2 and 3): one spelling of names, one name for a block whether it is
// created, updated or described, lists keyed by what they name, hidden values marked, null members left out.
import { comparePaths } from '../diff/changes.ts';
import { isHidden } from '../diff/leaves.ts';
import { isJsonObject, scalarText, setMember, type JsonObject, type JsonValue } from '../json.ts';
import { hiddenValue, isHiddenText, isHiddenWord } from './hidden.ts';
import { canonicalName } from './memberNames.ts';

/** The blocks that a destination calls by several names (spec section 3.3). */
const blockNames: Readonly<Record<string, string>> = {
  s3Configuration: 's3',
  s3Update: 's3',
  s3DestinationDescription: 's3',
  s3BackupConfiguration: 's3Backup',
  s3BackupUpdate: 's3Backup',
  s3BackupDescription: 's3Backup',
  vpcConfigurationDescription: 'vpcConfiguration',
};

/** A request's members by their canonical names; members that are null were not given. Values are left as they are. */
export function namedMembers(request: JsonValue | undefined): ReadonlyMap<string, JsonValue> {
  const members = new Map<string, JsonValue>();
  if (!isJsonObject(request)) return members;
  for (const [name, value] of Object.entries(request)) {
    if (value !== null) members.set(canonicalName(name), value);
  }
  return members;
}

/** `{type, …}` of a destination's members. */
export function canonicalDestination(type: string, members: JsonObject): JsonObject {
  return canonicalMembers(members, { type, names: blockNames });
}

/** `{type, …}` of a source's members; its type is what Firehose calls it: DirectPut, KinesisStream, MSK, Database. */
export function canonicalSource(type: string, members: JsonObject): JsonObject {
  return canonicalMembers(members, { type });
}

/** `{key: value}` of a list of tags; a tag without a value has an empty one. Keys are the user's own. */
export function canonicalTags(tags: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  if (!Array.isArray(tags)) return [];
  return tags.flatMap((tag: JsonValue) => {
    const members = namedMembers(tag);
    const key = members.get('key');
    return typeof key === 'string' ? [[key, members.get('value') ?? ''] as const] : [];
  });
}

type Block = {
  /** What the block is; a member of that name would say something else. */
  readonly type?: string;
  /** What its members are called in canonical form, where that differs. */
  readonly names?: Readonly<Record<string, string>>;
  readonly own?: string;
};

function canonicalMembers(object: JsonObject, { type, names, own = '' }: Block = {}): JsonObject {
  const members: Record<string, JsonValue> = type === undefined ? {} : { type };
  for (const given of Object.keys(object)) {
    const value = object[given];
    if (value === undefined || value === null) continue;
    const name = canonicalName(given);
    if (type !== undefined && name === 'type') continue;
    const block = names !== undefined && Object.hasOwn(names, name) ? names[name] : undefined;
    setMember(members, block ?? name, canonicalMember(name, value, own));
  }
  return members;
}

function canonicalMember(name: string, value: JsonValue, parent: string): JsonValue {
  if (typeof value === 'string') return isHiddenText(value, name) ? hiddenValue(value) : value;
  if (Array.isArray(value)) return canonicalList(name, value, parent);
  if (!isJsonObject(value)) return value;
  return name === 'columnToJsonKeyMappings' ? userMap(value) : canonicalMembers(value, { own: name });
}

function canonicalList(name: string, list: readonly JsonValue[], parent: string): JsonValue {
  if (list.every(isJsonObject)) {
    if (name === 'processors') return keyedProcessors(list);
    if (name === 'destinationTableConfigurationList') return keyedTables(list);
    if (name === 'commonAttributes') return keyedAttributes(list);
  }
  const items = list.map(canonicalItem);
  if (name === 'subnetIds' || name === 'securityGroupIds') return items.toSorted(byText);
  if (name === 'identity' && parent === 'partitionSpec') return items.map(sourceNameOf);
  return items;
}

function canonicalItem(item: JsonValue): JsonValue {
  if (Array.isArray(item)) return item.map(canonicalItem);
  return isJsonObject(item) ? canonicalMembers(item) : item;
}

function sourceNameOf(item: JsonValue): JsonValue {
  return isJsonObject(item) && typeof item['sourceName'] === 'string' ? item['sourceName'] : item;
}

function byText(a: JsonValue, b: JsonValue): number {
  return comparePaths(scalarText(a), scalarText(b));
}

/** The user's own names are never touched. */
function userMap(map: JsonObject): JsonObject {
  const given = Object.entries(map).filter(([, value]) => value !== null);
  return Object.fromEntries(given.map(([name, value]) => [name, isHiddenWord(value) ? hiddenValue(value) : value]));
}

/** `{Lambda: {LambdaArn: …}}`; a second processor of one type is `Lambda#2`. */
function keyedProcessors(list: readonly JsonObject[]): JsonObject {
  const counts = new Map<string, number>();
  const keyed = list.map((processor) => {
    const { type, parameters, ...others } = Object.fromEntries(namedMembers(processor));
    const name = typeof type === 'string' ? type : '';
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return [count === 1 ? name : `${name}#${count}`, processorEntry(parameters, others)] as const;
  });
  return Object.fromEntries(keyed);
}

function processorEntry(parameters: JsonValue | undefined, others: JsonObject): JsonValue {
  if (isHiddenWord(parameters)) return hiddenValue(parameters);
  const named = Array.isArray(parameters) ? parameters.flatMap(parameterOf) : [];
  return Object.fromEntries([...Object.entries(canonicalMembers(others)), ...named]);
}

function parameterOf(parameter: JsonValue): readonly (readonly [string, JsonValue])[] {
  const members = namedMembers(parameter);
  const name = members.get('parameterName');
  const value = members.get('parameterValue');
  if (typeof name !== 'string' || value === undefined) return [];
  return [[name, isHiddenWord(value) ? hiddenValue(value) : value]];
}

/** `{"database.table": {…}}`; each entry keeps its two name members. */
function keyedTables(list: readonly JsonObject[]): JsonObject {
  return Object.fromEntries(
    list.map((table) => {
      const entry = canonicalMembers(table);
      const part = (name: string): string => {
        const value = entry[name];
        return typeof value === 'string' ? value : '';
      };
      return [`${part('destinationDatabaseName')}.${part('destinationTableName')}`, entry];
    }),
  );
}

/** `{name: value}`; a list with hidden names, or with a value that is a hidden word, is hidden as a whole. */
function keyedAttributes(list: readonly JsonObject[]): JsonValue {
  const attributes = list.map((attribute) => {
    const members = canonicalMembers(attribute);
    return { name: members['attributeName'] ?? '', value: members['attributeValue'] ?? '' };
  });
  for (const { name, value } of attributes) {
    if (isHidden(name)) return name;
    if (isHidden(value) && isJsonObject(value) && isHiddenWord(value['$hidden'])) return value;
  }
  return Object.fromEntries(attributes.map(({ name, value }) => [scalarText(name), value]));
}
