// Secrets that the log shows in clear: masked wherever a configuration or a request is shown or given out. Exact values
// are compared inside only (spec section 2, "Redaction").
import { isVeiled, joinPath, splitPath } from '../../diff/leaves.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { isHiddenWord } from '../hidden.ts';

/** What stands in place of a secret. */
export type Mask = (secret: string) => JsonValue;

/** In lower case. */
export const secretNames: ReadonlySet<string> = new Set([
  'hectoken',
  'password',
  'accesskey',
  'privatekey',
  'keypassphrase',
]);

/** Members whose own members have names that users chose: `{password: "pw_column"}` maps a column. */
const userMaps = new Set(['tags', 'columntojsonkeymappings']);

/**
 * Masks the secrets of a configuration or of request parameters, in any spelling. For a single leaf, or a part of a
 * configuration, `path` says where it stands.
 */
export function maskSecrets(value: JsonValue, mask: Mask, path = ''): JsonValue {
  const place = placeOf(path);
  return place === 'user-map' ? value : masked(value, mask, place === 'secret');
}

/** Whether what stands at a path is to be masked. */
export function isSecretPath(path: string): boolean {
  return placeOf(path) === 'secret';
}

/** Where a record's request shows secrets in clear: `requestParameters.splunkDestinationUpdate.hECToken`. */
export function secretsInClear(record: JsonObject): readonly string[] {
  const paths: string[] = [];
  if (record['eventSource'] !== 'firehose.amazonaws.com') return paths;
  const request = record['requestParameters'];
  if (request !== undefined) find(request, 'requestParameters', false, paths);
  return paths;
}

function placeOf(path: string): 'secret' | 'user-map' | 'plain' {
  let place: 'secret' | 'plain' = 'plain';
  for (const segment of splitPath(path)) {
    const name = segment.toLowerCase();
    if (userMaps.has(name)) return 'user-map';
    if (secretNames.has(name)) place = 'secret';
  }
  return place;
}

/** Every text inside a secret is one: a mask never makes one leaf of many. */
function masked(value: JsonValue, mask: Mask, isSecret: boolean): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => masked(item, mask, isSecret));
  if (!isJsonObject(value)) return isSecret && isInClear(value) ? mask(textOf(value)) : value;
  if (isVeiled(value)) return value;
  const entries = Object.entries(value).map(([name]) => [name, maskedMember(value, name, mask, isSecret)] as const);
  return entries.every(([name, member]) => member === value[name]) ? value : Object.fromEntries(entries);
}

function maskedMember(object: JsonObject, name: string, mask: Mask, isSecret: boolean): JsonValue {
  const member = object[name] ?? null;
  return isUserMap(name, member) ? member : masked(member, mask, isSecret || isSecretMember(object, name));
}

function find(value: JsonValue, path: string, isSecret: boolean, paths: string[]): void {
  if (Array.isArray(value)) {
    value.forEach((item: JsonValue, index) => find(item, joinPath(path, String(index)), isSecret, paths));
  } else if (!isJsonObject(value)) {
    if (isSecret && isInClear(value)) paths.push(path);
  } else if (!isVeiled(value)) {
    for (const [name, member] of Object.entries(value)) {
      if (!isUserMap(name, member)) {
        find(member, joinPath(path, name), isSecret || isSecretMember(value, name), paths);
      }
    }
  }
}

/** In a request tags are a list of keys and values, none of them a member's name. */
function isUserMap(name: string, member: JsonValue): boolean {
  return userMaps.has(name.toLowerCase()) && typeof member === 'object';
}

/** Values that stand beside their names in a request: attributes of an HTTP endpoint, parameters of a processor. */
const namedBy = new Map([
  ['attributevalue', 'attributename'],
  ['parametervalue', 'parametername'],
]);

/** What is called as a secret member is one too, as a pair in a request or not. */
function isSecretMember(object: JsonObject, name: string): boolean {
  const lowerCase = name.toLowerCase();
  const nameMember = namedBy.get(lowerCase);
  if (nameMember === undefined) return secretNames.has(lowerCase);
  const given = Object.entries(object).find(([other]) => other.toLowerCase() === nameMember)?.[1];
  return typeof given === 'string' && secretNames.has(given.toLowerCase());
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** An empty text and the words that stand for a hidden value give nothing away. */
function isInClear(value: JsonValue): boolean {
  return value !== null && value !== '' && !isHiddenWord(value);
}
