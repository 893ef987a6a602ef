// §2 and §3: request parameters in canonical form.
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/json.ts';
import { memberNames } from './memberNames.ts';
import { compareTexts, own } from './leaves.ts';

const nameByLowerCase = new Map(memberNames.map((name) => [name.toLowerCase(), name]));

/** §2: known names case-insensitively; unknown ones with their first character lowered. */
export function canonicalName(name: string): string {
  return nameByLowerCase.get(name.toLowerCase()) ?? name.slice(0, 1).toLowerCase() + name.slice(1);
}

/** §2: the members with the sensitive trait, and `hECToken`. */
const sensitiveNames = new Set(
  `username password url accessKey attributeName attributeValue accountUrl user privateKey keyPassphrase database schema
  table metaDataColumnName contentColumnName snowflakeRole privateLinkVpceId hECToken`.split(/\s+/),
);

const hiddenWords = new Set(['HIDDEN_DUE_TO_SECURITY_REASONS', 'REDACTED', '[REDACTED]', '<sensitive>']);

/** §2.1, the words. */
function isHiddenWord(text: JsonValue | undefined): boolean {
  return typeof text === 'string' && (hiddenWords.has(text) || /^\*{2,}$/.test(text));
}

/** §2.1: the words anywhere, the empty text under a sensitive name. */
function isHiddenText(name: string, text: JsonValue | undefined): boolean {
  return isHiddenWord(text) || (text === '' && sensitiveNames.has(name));
}

/** §2.4: null members mean "not given". */
function given(object: JsonObject): readonly (readonly [string, JsonValue])[] {
  return Object.entries(object).filter(([, value]) => value !== null);
}

/** The members by canonical name, values as they stand. */
export function namedMembers(value: JsonValue | undefined): JsonObject {
  if (value === undefined || !isJsonObject(value)) return {};
  return Object.fromEntries(given(value).map(([name, member]) => [canonicalName(name), member]));
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** §3.4: `{<Type>: {<ParameterName>: <ParameterValue>}}`; §6.9: a second of one type is `Lambda#2`, in list order. */
function keyedProcessors(processors: readonly JsonValue[]): JsonObject {
  const seen = new Map<string, number>();
  return Object.fromEntries(
    processors.map((entry) => {
      const processor = namedMembers(entry);
      const type = text(own(processor, 'type'));
      const count = (seen.get(type) ?? 0) + 1;
      seen.set(type, count);
      const parameters = list(own(processor, 'parameters'))
        .map(namedMembers)
        .flatMap((parameter) => {
          const [name, value] = [own(parameter, 'parameterName'), own(parameter, 'parameterValue')];
          if (typeof name !== 'string' || value === undefined) return [];
          return [[name, canonicalValue('parameterValue', value)] as const];
        });
      const others = Object.entries(canonicalValue('', processor) as JsonObject).filter(
        ([name]) => name !== 'type' && name !== 'parameters',
      );
      return [count === 1 ? type : `${type}#${count}`, Object.fromEntries([...others, ...parameters])];
    }),
  );
}

/** §3.4: `{"<database>.<table>": {...}}`; §6.9: the entry keeps its two name members, an absent part is empty. */
function keyedTables(tables: readonly JsonValue[]): JsonObject {
  return Object.fromEntries(
    tables.map((entry) => {
      const table = namedMembers(entry);
      const key = `${text(own(table, 'destinationDatabaseName'))}.${text(own(table, 'destinationTableName'))}`;
      return [key, canonicalValue('', entry)];
    }),
  );
}

/** §3.4: `{name: value}`; §2.2 and §6.9: any hidden name, or a value that is a hidden word, hides the whole list. */
function keyedAttributes(attributes: readonly JsonValue[]): JsonObject {
  const entries = attributes.map((entry) => {
    const attribute = namedMembers(entry);
    return { name: own(attribute, 'attributeName'), value: own(attribute, 'attributeValue') };
  });
  const hiddenTexts = entries.flatMap(({ name, value }) => [
    ...(name !== undefined && isHiddenText('attributeName', name) ? [name] : []),
    ...(value !== undefined && isHiddenWord(value) ? [value] : []),
  ]);
  const [first] = hiddenTexts;
  if (first !== undefined) return { $hidden: first };
  return Object.fromEntries(
    entries.map(({ name, value }) => [text(name), value === undefined ? '' : canonicalValue('attributeValue', value)]),
  );
}

function canonicalList(name: string, items: readonly JsonValue[], holder: string): JsonValue {
  const isKeyed = items.every((item) => isJsonObject(item)); // otherwise there is nothing to key it by
  if (name === 'processors' && isKeyed) return keyedProcessors(items);
  if (name === 'destinationTableConfigurationList' && isKeyed) return keyedTables(items);
  if (name === 'commonAttributes' && isKeyed) return keyedAttributes(items);
  if (name === 'identity' && holder === 'partitionSpec') {
    return items.map((item) => (isJsonObject(item) ? text(own(namedMembers(item), 'sourceName')) : item));
  }
  if (name === 'subnetIds' || name === 'securityGroupIds') {
    return items.every((item) => typeof item === 'string') ? items.toSorted(compareTexts) : items;
  }
  return items.map((item) => (isJsonObject(item) ? canonicalValue('', item) : item));
}

/** §3.4: the keys of this map are user data, and so are its values but for the hidden words. */
function columnMappings(mappings: JsonObject): JsonObject {
  return Object.fromEntries(
    given(mappings).map(([column, key]) => [column, isHiddenWord(key) ? { $hidden: key } : key]),
  );
}

/** A value of a destination or a source under its canonical name. */
function canonicalValue(name: string, value: JsonValue, holder = ''): JsonValue {
  if (typeof value === 'string') return isHiddenText(name, value) ? { $hidden: value } : value;
  if (Array.isArray(value)) return canonicalList(name, value, holder);
  if (!isJsonObject(value)) return value;
  if (name === 'columnToJsonKeyMappings') return columnMappings(value);
  return Object.fromEntries(
    given(value).map(([key, member]) => {
      const known = canonicalName(key);
      return [known, canonicalValue(known, member, name)];
    }),
  );
}

/** §3.3, the name pairs. */
const pairedNames = new Map([
  ['s3Configuration', 's3'],
  ['s3Update', 's3'],
  ['s3DestinationDescription', 's3'],
  ['s3BackupConfiguration', 's3Backup'],
  ['s3BackupUpdate', 's3Backup'],
  ['s3BackupDescription', 's3Backup'],
]);

function typed(type: string, body: JsonObject): JsonObject {
  const members = Object.entries(body).filter(([name]) => name !== 'type');
  return Object.fromEntries([['type', type], ...members]);
}

/** §6.9: an object with `omitted: true` counts as missing. */
export function isOmitted(value: JsonValue | undefined): boolean {
  return value !== undefined && isJsonObject(value) && value['omitted'] === true;
}

/** §3.1: strip the suffix, upper-case the first letter; the ids of the table come out the same way. */
function typeOf(member: string, suffix: string): string | undefined {
  if (!member.toLowerCase().endsWith(suffix.toLowerCase()) || member.length === suffix.length) return undefined;
  const base = member.slice(0, -suffix.length);
  return base.slice(0, 1).toUpperCase() + base.slice(1);
}

/** §6.9, several destination members: ExtendedS3, S3, then the order of §3.1, then by name. */
const typeOrder =
  `ExtendedS3 S3 Redshift Elasticsearch Amazonopensearchservice AmazonOpenSearchServerless Splunk HttpEndpoint
  Snowflake Iceberg`.split(/\s+/);

function placeOf(type: string): number {
  const place = typeOrder.indexOf(type);
  return place === -1 ? typeOrder.length : place;
}

/** The destination that the request gives, in canonical form. */
export function destinationOf(parameters: JsonObject, suffix: string): JsonObject | undefined {
  const candidates = Object.entries(parameters).flatMap(([name, body]) => {
    const type = typeOf(name, suffix);
    return type !== undefined && isJsonObject(body) && !isOmitted(body) ? [{ type, body }] : [];
  });
  const [first] = candidates.toSorted((a, b) => placeOf(a.type) - placeOf(b.type) || (a.type < b.type ? -1 : 1));
  if (first === undefined) return undefined;
  const members = Object.entries(canonicalValue('', first.body) as JsonObject);
  return typed(first.type, Object.fromEntries(members.map(([name, value]) => [pairedNames.get(name) ?? name, value])));
}

/** §3.3: `source` with `type`; §6.9: an unknown one by the casing rule. */
export function sourceOf(parameters: JsonObject): JsonObject | undefined {
  for (const name of Object.keys(parameters).toSorted()) {
    const body = own(parameters, name);
    const type = typeOf(name, 'SourceConfiguration');
    if (type === undefined || body === undefined || !isJsonObject(body)) continue;
    return typed(type, canonicalValue('', body) as JsonObject);
  }
  return undefined;
}

/** §3.3: a map; §6.3: a missing value is the empty text; §6.9: of repeated keys the last counts. */
export function tagsOf(parameters: JsonObject): JsonObject {
  const tags = list(own(parameters, 'tags')).map(namedMembers);
  return Object.fromEntries(
    tags.flatMap((tag) => {
      const key = own(tag, 'key');
      return typeof key === 'string' ? [[key, own(tag, 'value') ?? '']] : [];
    }),
  );
}

/** §6.3, Start: `{enabled:true, keyType (default AWS_OWNED_CMK), keyARN?}`. */
export function encryptionOf(parameters: JsonObject): JsonObject {
  const input = namedMembers(own(parameters, 'deliveryStreamEncryptionConfigurationInput'));
  const keyARN = own(input, 'keyARN');
  const keyType = own(input, 'keyType') ?? 'AWS_OWNED_CMK';
  return keyARN === undefined ? { enabled: true, keyType } : { enabled: true, keyType, keyARN };
}

const knownParameters = {
  CreateDeliveryStream: 'deliveryStreamName deliveryStreamType deliveryStreamEncryptionConfigurationInput tags',
  UpdateDestination: 'deliveryStreamName currentDeliveryStreamVersionId destinationId',
};

/** §6.9: unknown top-level members of Create or UpdateDestination. */
export function hasUnknownMembers(eventName: string, parameters: JsonObject): boolean {
  if (eventName !== 'CreateDeliveryStream' && eventName !== 'UpdateDestination') return false;
  const known = knownParameters[eventName].split(' ');
  const suffixes =
    eventName === 'UpdateDestination' ? ['DestinationUpdate'] : ['DestinationConfiguration', 'SourceConfiguration'];
  return Object.keys(parameters).some(
    (name) => !known.includes(name) && suffixes.every((suffix) => typeOf(name, suffix) === undefined),
  );
}

/** §3.2: what a Create states, and the three values that it implies. */
export function createdConfiguration(parameters: JsonObject): JsonObject {
  const source = sourceOf(parameters);
  const destination = destinationOf(parameters, 'DestinationConfiguration');
  const isEncrypted = own(parameters, 'deliveryStreamEncryptionConfigurationInput') !== undefined;
  return {
    deliveryStreamType: own(parameters, 'deliveryStreamType') ?? 'DirectPut',
    ...(source === undefined ? {} : { source }),
    ...(destination === undefined ? {} : { destination }),
    encryption: isEncrypted ? encryptionOf(parameters) : { enabled: false },
    tags: tagsOf(parameters),
  };
}
