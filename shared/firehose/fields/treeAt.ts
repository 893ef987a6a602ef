// Looks into a configuration by path.
import { isBranch, splitPath } from '../../diff/leaves.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';

/** The value at a path, leaf or block. */
export function valueAt(tree: JsonObject | undefined, path: string): JsonValue | undefined {
  let found: JsonValue | undefined = tree;
  for (const name of splitPath(path)) {
    if (!isJsonObject(found) || !Object.hasOwn(found, name)) return undefined;
    found = found[name];
  }
  return found;
}

/** The block at a path that has members of its own. */
export function blockAt(tree: JsonObject | undefined, path: string): JsonObject | undefined {
  const found = valueAt(tree, path);
  return isBranch(found, '') ? found : undefined;
}
