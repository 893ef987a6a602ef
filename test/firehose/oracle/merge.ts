// §3.4 and §4: how an update of the same family is merged into the destination.
import type { JsonObject, JsonValue } from '../../../shared/json.ts';
import { isBlock, leaves, memberPath, own } from './leaves.ts';

/** Replaced whole: [D], [P] or one member each. Lists are replaced because they are no blocks, or stand here by name. */
const replacedWhole = new Set(
  `encryptionConfiguration processingConfiguration retryOptions documentIdOptions schemaEvolutionConfiguration
  tableCreationConfiguration destinationTableConfigurationList commonAttributes processors`.split(/\s+/),
);

/** Merged member by member on ground [D], [P] or [I]: what is kept there is certain. */
const mergedForSure = new Set(
  `s3 s3Backup dataFormatConversionConfiguration schemaConfiguration inputFormatConfiguration outputFormatConfiguration`.split(
    /\s+/,
  ),
);

const oneOf = new Set(['serializer', 'deserializer']);

type Merge = { readonly type: JsonValue; readonly ambiguous: Set<string> };
type Place = { readonly name: string; readonly path: string; readonly isAmbiguous: boolean };

function mergeBlock(before: JsonObject, given: JsonObject, place: Place, merge: Merge): JsonObject {
  const { name, path } = place;
  const isIcebergS3 = merge.type === 'Iceberg' && path === 'destination.s3'; // §3.3
  const isEmpty = Object.keys(given).length === 0; // §6.9: its kept leaves become ambiguous, whatever the member
  const isAmbiguous = place.isAmbiguous || isIcebergS3 || isEmpty || !mergedForSure.has(name);
  const kept = Object.entries(before).filter(([member]) => own(given, member) === undefined);
  const survivors = oneOf.has(name) && !isEmpty ? [] : kept; // one-of members drop their siblings
  for (const [member, value] of isAmbiguous ? survivors : []) {
    for (const leaf of leaves(value, memberPath(path, member)).keys()) merge.ambiguous.add(leaf);
  }
  const stated = Object.entries(given).map(([member, value]) => {
    const at = { name: member, path: memberPath(path, member), isAmbiguous };
    return [member, mergeMember(own(before, member), value, at, merge)] as const;
  });
  return Object.fromEntries([...survivors, ...stated]);
}

function mergeMember(before: JsonValue | undefined, given: JsonValue, place: Place, merge: Merge): JsonValue {
  if (!isBlock(before) || !isBlock(given) || replacedWhole.has(place.name)) return given;
  return mergeBlock(before, given, place, merge);
}

/** §3.4: exclusive; if an update names one, the other is kept but ambiguous. */
function markExclusive(before: JsonObject, given: JsonObject, ambiguous: Set<string>): void {
  const pair = ['domainARN', 'clusterEndpoint'];
  for (const [named, other] of [pair, pair.toReversed()] as [string, string][]) {
    if (own(given, named) === undefined || own(given, other) !== undefined) continue;
    if (own(before, other) !== undefined) ambiguous.add(`destination.${other}`);
  }
}

/** §3.1: S3 and ExtendedS3 are one family. */
export function isSameFamily(one: JsonObject, other: JsonObject): boolean {
  const family = ({ type }: JsonObject): JsonValue | undefined => (type === 'S3' ? 'ExtendedS3' : type);
  return family(one) === family(other);
}

/** The destination after an update of its family, and the paths kept where AWS does not document it. */
export function mergeDestination(
  before: JsonObject,
  given: JsonObject,
): { readonly destination: JsonObject; readonly ambiguous: ReadonlySet<string> } {
  const ambiguous = new Set<string>();
  // Within the family the type becomes ExtendedS3 with the first Extended event and stays.
  const type = before['type'] === 'ExtendedS3' ? before['type'] : (given['type'] ?? '');
  const merged = Object.entries(given).map(([name, value]) => {
    const place = { name, path: memberPath('destination', name), isAmbiguous: false };
    return [name, mergeMember(own(before, name), value, place, { type, ambiguous })] as const;
  });
  markExclusive(before, given, ambiguous);
  return { destination: Object.fromEntries([...Object.entries(before), ...merged, ['type', type]]), ambiguous };
}
