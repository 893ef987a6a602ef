// The values of a part of a record, as rows to read: one for each way in, a list of plain values in one row.
import { isJsonObject, type JsonValue } from '../../shared/json.ts';

export type Scalar = string | number | boolean;

export type Leaf = {
  /** The way from the part down, as one would write it: `items[0].groupId`. */
  readonly label: string;
  /** The names of the members on the way from the record, as in the filter language. */
  readonly path: readonly string[];
  readonly depth: number;
  readonly values: readonly Scalar[];
};

/** So many are worth reading as rows; the rest is in the JSON. */
export const mostLeaves = 400;

/**
 * Rows for what stands at `path` in the record; what is nearer to the top comes first, since it names what the call is
 * about. Members without a value are left out.
 */
export function leavesOf(value: JsonValue | undefined, path: readonly string[]): readonly Leaf[] {
  const leaves: Leaf[] = [];
  if (value !== undefined) collect(value, { label: '', path, depth: 0 }, leaves);
  return leaves.toSorted((a, b) => a.depth - b.depth);
}

type Way = Pick<Leaf, 'label' | 'path' | 'depth'>;

function collect(value: JsonValue, way: Way, leaves: Leaf[]): void {
  if (leaves.length >= mostLeaves) return;
  if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) collect(member, memberWay(way, name), leaves);
    return;
  }
  const values = Array.isArray(value) ? value.filter(isScalar) : [value].filter(isScalar);
  if (values.length > 0) leaves.push({ ...way, label: way.label, values });
  if (!Array.isArray(value)) return;
  value.forEach((item: JsonValue, index) => {
    if (typeof item === 'object')
      collect(item, { ...way, label: `${way.label}[${index}]`, depth: way.depth + 1 }, leaves);
  });
}

function memberWay({ label, path, depth }: Way, name: string): Way {
  const step = /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name)
    ? `${label === '' ? '' : '.'}${name}`
    : `[${JSON.stringify(name)}]`;
  return { label: label + step, path: [...path, name], depth: depth + 1 };
}

function isScalar(value: JsonValue): value is Scalar {
  return value !== '' && (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean');
}
