// What an update keeps of a destination of the same type (spec sections 3.4 and 4). AWS documents that members left
// out are kept, not how deep that goes. So blocks differ: some are known to be replaced whole, some to merge, and of
// the others a member that was kept is doubtful: it is kept here and named, never silently chosen.
import { isSameValue } from '../diff/changes.ts';
import { forEachLeaf, isHidden, joinPath } from '../diff/leaves.ts';
import { isJsonObject, setMember, type JsonObject, type JsonValue } from '../json.ts';
import { destinationType, typeOf } from './destinations.ts';

type BlockKind =
  | 'replaced' // whole: what is not given again is gone
  | 'merged' // member by member
  | 'one-of' // giving one member removes its siblings
  | 'doubtful'; // member by member, as far as is known

/** Blocks by their name, wherever they stand; those that are not named here are doubtful. */
const blockKinds: ReadonlyMap<string, BlockKind> = new Map([
  ['s3', 'merged'],
  ['s3Backup', 'merged'],
  ['encryptionConfiguration', 'replaced'],
  ['processingConfiguration', 'replaced'],
  ['dataFormatConversionConfiguration', 'merged'],
  ['schemaConfiguration', 'merged'],
  ['inputFormatConfiguration', 'merged'],
  ['outputFormatConfiguration', 'merged'],
  ['deserializer', 'one-of'],
  ['serializer', 'one-of'],
  ['retryOptions', 'replaced'],
  ['documentIdOptions', 'replaced'],
  ['schemaEvolutionConfiguration', 'replaced'],
  ['tableCreationConfiguration', 'replaced'],
  ['processors', 'replaced'],
  ['destinationTableConfigurationList', 'replaced'],
  ['commonAttributes', 'replaced'],
]);

/** Members of which only one may be given; whether giving one removes the other is not documented. */
const exclusive = [
  ['domainARN', 'clusterEndpoint'],
  ['clusterEndpoint', 'domainARN'],
] as const;

export type Merged = {
  readonly destination: JsonObject;
  /** Paths of values that were kept where AWS does not document it. */
  readonly doubtful: readonly string[];
};

type Context = { readonly type: string; readonly onDoubt: (path: string) => void };

/** Both in canonical form, of one family. */
export function mergeDestination(kept: JsonObject, update: JsonObject): Merged {
  const doubtful: string[] = [];
  const context: Context = { type: typeOf(update), onDoubt: (path) => doubtful.push(path) };
  // The service describes an S3 destination as an extended one from the first extended call on.
  const stays = typeOf(kept) === 'ExtendedS3' && typeOf(update) === 'S3';
  const given = stays ? { ...update, type: 'ExtendedS3' } : update;
  const destination = mergeMembers(kept, given, 'destination', context);
  for (const [named, other] of exclusive) {
    const isKept = Object.hasOwn(kept, other) && !Object.hasOwn(update, other);
    if (Object.hasOwn(update, named) && isKept) doubtful.push(`destination.${other}`);
  }
  return { destination, doubtful };
}

/** What is stated again as it was stays the same object: versions then share what they have in common. */
function mergeMembers(kept: JsonObject, update: JsonObject, path: string, context: Context): JsonObject {
  let merged: Record<string, JsonValue> | undefined;
  for (const name of Object.keys(update)) {
    const value = update[name];
    const former = Object.hasOwn(kept, name) ? kept[name] : undefined;
    if (value === undefined || value === former) continue;
    const member = mergeMember(former, value, { name, path: joinPath(path, name), context });
    if (member === former) continue;
    merged ??= { ...kept };
    setMember(merged, name, member);
  }
  return merged ?? kept;
}

type Place = { readonly name: string; readonly path: string; readonly context: Context };

function mergeMember(kept: JsonValue | undefined, update: JsonValue, { name, path, context }: Place): JsonValue {
  if (kept !== undefined && isSameValue(kept, update)) return kept;
  if (!isJsonObject(kept) || !isJsonObject(update) || isHidden(kept) || isHidden(update)) return update;
  const kind = kindOf(name, context.type);
  if (kind === 'replaced') return update;
  // A block given empty says nothing of its members: it stays, in doubt (spec section 6.9).
  if (kind === 'doubtful' || Object.keys(update).length === 0) doubtKept(kept, update, path, context);
  return mergeMembers(kind === 'one-of' ? chosenOf(kept, update) : kept, update, path, context);
}

function kindOf(name: string, type: string): BlockKind {
  if (name === 's3' && destinationType(type).isS3BlockDoubtful) return 'doubtful';
  return blockKinds.get(name) ?? 'doubtful';
}

/** What giving one member leaves of its siblings; an empty block chooses none. */
function chosenOf(kept: JsonObject, update: JsonObject): JsonObject {
  if (Object.keys(update).length === 0) return kept;
  return Object.fromEntries(Object.entries(kept).filter(([name]) => Object.hasOwn(update, name)));
}

function doubtKept(kept: JsonObject, update: JsonObject, path: string, { onDoubt }: Context): void {
  for (const [name, value] of Object.entries(kept)) {
    if (!Object.hasOwn(update, name)) forEachLeaf(value, onDoubt, joinPath(path, name), { own: name, parent: '' });
  }
}
