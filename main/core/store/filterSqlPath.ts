// SQL for values inside a record's JSON. Reading JSON is what costs, so records that cannot match are ruled out by
// their text first; `CASE` keeps that order, which `AND` does not promise.
import type { Condition } from '../../../shared/filter/ast.ts';
import { readNetwork } from '../../../shared/filter/network.ts';
import { folded, quote, testText } from './filterSqlText.ts';

/** How many lists may lie directly within each other before their elements are no longer looked at. */
const deepestLists = 4;

/** Whether any value that the path leads to meets the condition: never NULL. */
export function testPath(record: string, path: readonly string[], condition: Condition, timeZone: string): string {
  const meets = (value: string): string =>
    condition.kind === 'present' ? `${value} IS NOT NULL` : testText(value, condition, timeZone);
  const any = anyInLists(record, path, condition, meets);
  const direct = `json_extract_string(${record}, ${quote(jsonPath(path))})`;
  const onTheWay = path.slice(0, -1).map((_, index) => quote(jsonPath(path.slice(0, index + 1))));
  const missing =
    onTheWay.length === 0
      ? 'false'
      : `CASE WHEN list_contains(json_type(${record}, [${onTheWay.join(', ')}]), 'ARRAY') THEN ${any} ELSE false END`;
  const isList = condition.kind === 'present' ? '' : `WHEN starts_with(d, '[') THEN ${any}`;
  const test = `CASE WHEN d IS NULL THEN ${missing} ${isList} ELSE ${meets('d')} END`;
  const found = `coalesce(list_transform([${direct}], lambda d: ${test})[1], false)`;
  const candidates = candidate(record, path, condition);
  return candidates === undefined ? found : `CASE WHEN ${candidates} THEN ${found} ELSE false END`;
}

/** Takes every list on the way, and at its end, apart. */
function anyInLists(
  record: string,
  path: readonly string[],
  condition: Condition,
  meets: (value: string) => string,
): string {
  const [first = '', ...rest] = path;
  let values = `[json_extract(${record}, ${quote(jsonPath([first]))})]`;
  for (const segment of rest) {
    values = `list_transform(${elements(values)}, lambda e: json_extract(e, ${quote(jsonPath([segment]))}))`;
  }
  if (condition.kind !== 'present') values = elements(values);
  const texts = `list_transform(${values}, lambda e: json_extract_string(e, '$'))`;
  return `list_contains(list_transform(${texts}, lambda v: coalesce(${meets('v')}, false)), true)`;
}

function elements(list: string): string {
  let values = list;
  for (let depth = 0; depth < deepestLists; depth += 1) {
    values = `flatten(list_transform(${values}, lambda e: CASE json_type(e) WHEN 'ARRAY' THEN json_extract(e, '$[*]') ELSE [e] END))`;
  }
  return values;
}

/** DuckDB's two ways to write a path: the second for keys that the first cannot express. */
function jsonPath(path: readonly string[]): string {
  if (path.every((segment) => segment !== '' && segment !== '*')) {
    return `$${path.map((segment) => `."${segment.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join('')}`;
  }
  return path.map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/**
 * What a record's text must hold for the condition to be met, as cheap tests: the last key in its quotes, and a piece
 * of the value. JSON may write any character as `\uXXXX`, so texts with such escapes are always candidates.
 */
function candidate(record: string, path: readonly string[], condition: Condition): string | undefined {
  const tests: string[] = [];
  const key = path.at(-1) ?? '';
  if (isWrittenAsIs(key)) tests.push(`contains(${record}, ${quote(`"${key}"`)})`);
  const piece = condition.kind === 'equals' ? pieceOf(condition.pattern) : undefined;
  if (piece !== undefined) tests.push(`contains(lower(${record}), ${folded(piece)})`);
  if (tests.length === 0) return undefined;
  return String.raw`(${tests.join(' AND ')}) OR contains(${record}, '\u')`;
}

/** Apart from `\uXXXX`, JSON can write these characters in one way only. */
function isWrittenAsIs(key: string): boolean {
  return key !== '' && !/["\\/\p{Cc}]/u.test(key);
}

/**
 * The longest piece of a value that stands in the record's text as it is. DuckDB writes numbers anew (`1e3` as
 * `1000.0`) and the text of objects without their spaces, so a piece neither spans what separates JSON's values nor
 * may it be part of a number, unless it is a whole one without fraction and exponent.
 */
function pieceOf(pattern: readonly string[]): string | undefined {
  const [whole = ''] = pattern;
  // Addresses have many spellings, and networks many addresses.
  if (readNetwork(whole) !== undefined) return undefined;
  if (pattern.length === 1 && /^[1-9]\d*$/.test(whole)) return whole;
  const pieces = pattern.flatMap((part) => part.split(/["\\/{}[\],:\p{Cc}\p{Cs}]+/u));
  const usable = pieces.filter((piece) => piece.length > 1 && /[^\d.eE+-]/.test(piece));
  return usable.toSorted((a, b) => b.length - a.length)[0];
}
