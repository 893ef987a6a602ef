// SQL for values inside a record's JSON: whether they meet a condition, and what they are. Reading JSON is what costs, so records that cannot have the value are ruled
// out by their text first; `CASE` keeps that order, which `AND` does not promise.
import type { Condition, Pattern } from '../../../shared/filter/ast.ts';
import { readNetwork } from '../../../shared/filter/network.ts';
import { withName } from './filterSqlName.ts';
import { holdsPattern, quote, testText } from './filterSqlText.ts';

/** How many lists may lie directly within each other before their elements are no longer looked at. */
const deepestLists = 4;

/**
 * Whether any value that the path leads to meets the condition: never NULL.
 * 1. The path is followed as if there were no list on it. 2. Where that leads to nothing, there may be lists on the
 * way, if the first member has any. 3. Where it leads to a list, its elements count.
 */
export function testPath(record: string, path: readonly string[], condition: Condition, timeZone: string): string {
  const isPresence = condition.kind === 'present';
  const meets = (value: string): string => (isPresence ? `${value} IS NOT NULL` : testText(value, condition, timeZone));
  const [first = '', ...rest] = path;
  const inLists = anyInLists('member', rest, !isPresence, meets);
  const inMember = (test: string): string =>
    withName('member', `json_extract(${record}, ${quote(jsonPath([first]))})`, test);
  const candidates = mayHave(record, path, condition);
  const found = canReadAtOnce(path) ? inOneReading() : `coalesce(${inMember(inLists)}, false)`;
  return candidates === undefined ? found : `CASE WHEN ${candidates} THEN ${found} ELSE false END`;

  function inOneReading(): string {
    const hasLists = `CASE WHEN contains(CAST(member AS VARCHAR), '[') THEN ${inLists} ELSE false END`;
    const whenMissing = rest.length === 0 ? 'false' : inMember(hasLists);
    const whenList = isPresence ? '' : `WHEN starts_with(direct, '[') THEN ${inMember(inLists)}`;
    const test = `CASE WHEN direct IS NULL THEN ${whenMissing} ${whenList} ELSE ${meets('direct')} END`;
    return `coalesce(${withName('direct', directText(record, path), test)}, false)`;
  }
}

/** Whether any text that lists on the way, and, if asked, at its end, lead to meets a test. */
function anyInLists(
  json: string,
  path: readonly string[],
  opensLast: boolean,
  meets: (value: string) => string,
): string {
  const texts = textsInLists(json, path, opensLast);
  return `list_contains(list_transform(${texts}, lambda v: coalesce(${meets('v')}, false)), true)`;
}

/** Takes every list on the way, and, if asked, at its end, apart: the texts of what is there, NULL for what is not. */
function textsInLists(json: string, path: readonly string[], opensLast: boolean): string {
  let values = `[${json}]`;
  for (const segment of path) {
    values = `list_transform(${elements(values)}, lambda e: json_extract(e, ${quote(jsonPath([segment]))}))`;
  }
  if (opensLast) values = elements(values);
  return oneListFirst(json, path, `list_transform(${values}, lambda e: json_extract_string(e, '$'))`);
}

/**
 * The text of what a path leads to, as a cell shows it: NULL where there is nothing. Where lists on the way lead to
 * one value it is that, and where to several it is the JSON of the list of them.
 */
export function pathText(record: string, path: readonly string[]): string {
  const [first = '', ...rest] = path;
  const texts = `list_filter(${textsInLists('member', rest, false)}, lambda v: v IS NOT NULL)`;
  const joined = `CASE len(found) WHEN 0 THEN NULL WHEN 1 THEN found[1] ELSE CAST(to_json(found) AS VARCHAR) END`;
  const member = `json_extract(${record}, ${quote(jsonPath([first]))})`;
  const hasLists = `contains(CAST(member AS VARCHAR), '[')`;
  const inLists = `CASE WHEN ${hasLists} THEN ${withName('found', texts, joined)} END`;
  const slowly = withName('member', member, inLists);
  return ruledOut(
    record,
    path,
    canReadAtOnce(path) ? `coalesce(${directText(record, path)}, ${slowly})` : slowly,
    'NULL',
  );
}

/** The different texts of all values that a path leads to, as filters see them: a list, empty where there is none. */
export function pathTexts(record: string, path: readonly string[]): string {
  const [first = '', ...rest] = path;
  const member = `json_extract(${record}, ${quote(jsonPath([first]))})`;
  const found = `list_filter(${textsInLists('member', rest, true)}, lambda v: v IS NOT NULL)`;
  const slowly = `coalesce(list_distinct(${withName('member', member, found)}), [])`;
  if (!canReadAtOnce(path)) return ruledOut(record, path, slowly, '[]');
  const isList = `starts_with(direct, '[') OR (direct IS NULL AND contains(${record}, '['))`;
  const either = `CASE WHEN ${isList} THEN ${slowly} WHEN direct IS NULL THEN [] ELSE [direct] END`;
  return ruledOut(record, path, withName('direct', directText(record, path), either), '[]');
}

/** SQL of the texts that a way without lists leads to, for many paths in one reading; all of them can be read at once. */
export function directTexts(record: string, paths: readonly (readonly string[])[]): string {
  return `json_extract_string(${record}, [${paths.map((path) => quote(jsonPath(path))).join(', ')}])`;
}

function directText(record: string, path: readonly string[]): string {
  return `json_extract_string(${record}, ${quote(jsonPath(path))})`;
}

/** Looks only into records whose text has the path's keys. */
function ruledOut(record: string, path: readonly string[], found: string, otherwise: string): string {
  const candidates = mayHave(record, path);
  return candidates === undefined ? found : `CASE WHEN ${candidates} THEN ${found} ELSE ${otherwise} END`;
}

/** `resources` and its like, a list of objects that hold no lists, can be read in one go. */
function oneListFirst(json: string, path: readonly string[], otherwise: string): string {
  const rest = jsonPath(path);
  if (!rest.startsWith('$')) return otherwise;
  const isOneList = `starts_with(CAST(${json} AS VARCHAR), '[') AND NOT contains(substr(CAST(${json} AS VARCHAR), 2), '[')`;
  return `CASE WHEN ${isOneList} THEN json_extract_string(${json}, ${quote(`$[*]${rest.slice(1)}`)}) ELSE ${otherwise} END`;
}

/** The elements of lists in place of the lists. DuckDB writes JSON that it has extracted without leading spaces. */
function elements(list: string): string {
  let values = list;
  for (let depth = 0; depth < deepestLists; depth += 1) {
    values = `flatten(list_transform(${values}, lambda e: CASE WHEN starts_with(CAST(e AS VARCHAR), '[') THEN json_extract(e, '$[*]') ELSE [e] END))`;
  }
  return values;
}

/** Of DuckDB's two ways to write a path the second takes digits for the place in a list, which no path here means. */
export function canReadAtOnce(path: readonly string[]): boolean {
  return jsonPath(path).startsWith('$') || !path.some((segment) => /^\d+$/.test(segment));
}

/** DuckDB's two ways to write a path: the second for keys that the first cannot express. */
function jsonPath(path: readonly string[]): string {
  if (path.every((segment) => segment !== '' && segment !== '*')) {
    return `$${path.map((segment) => `."${segment.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join('')}`;
  }
  return path.map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/**
 * A cheap test that every record passes in which the path has such a value: its text holds the keys, and what the
 * value must hold. Text with `\u` always passes, as JSON may write any character that way. Keys are looked for with
 * the quote behind them only: JSON is full of quotes, and a search that begins with one stops at each.
 */
function mayHave(record: string, path: readonly string[], condition?: Condition): string | undefined {
  const keys = [...new Set(path)].filter(isWrittenOneWay).toSorted((a, b) => b.length - a.length);
  const tests = keys.map((key) => `contains(${record}, ${quote(`${key}"`)})`);
  const piece = condition?.kind === 'equals' ? surePiece(condition.pattern) : undefined;
  if (piece !== undefined) tests.push(holdsPattern(record, [piece]));
  return tests.length === 0 ? undefined : `(${tests.join(' AND ')}) OR contains(${record}, ${quote(String.raw`\u`)})`;
}

/** Apart from `\uXXXX`, JSON can write other characters than these in one way only. */
function isWrittenOneWay(text: string): boolean {
  return text !== '' && !/["\\/\p{Cc}]/u.test(text);
}

/** Shorter pieces stand in too many records to rule any out. */
const shortestPiece = 3;

/**
 * The longest piece of the pattern that stands, but for its case, in the text of every record with such a value.
 * Characters that JSON may escape are in no piece, nor are those that DuckDB puts between an object's values without
 * the spaces of the record, nor `i` and `k`, which are small forms of more than one letter. Numbers can be written
 * in many ways, unless they are whole.
 */
function surePiece(pattern: Pattern): string | undefined {
  const [text = ''] = pattern;
  const isWhole = pattern.length === 1;
  if (isWhole && /^[1-9]\d*$/.test(text)) return text.length < shortestPiece ? undefined : text;
  if (isWhole && readNetwork(text) !== undefined) return undefined;
  const pieces = pattern.flatMap((part) => part.match(/[-+.$@=_0-9A-HJL-Za-hjl-z]+/g) ?? []);
  const [longest = ''] = pieces.filter((piece) => /[^-+.0-9eE]/.test(piece)).toSorted((a, b) => b.length - a.length);
  return longest.length < shortestPiece || /^(true|false)$/i.test(longest) ? undefined : longest;
}
