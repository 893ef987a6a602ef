// SQL for what filters say of one text: whether it equals a pattern, lies in a range, holds a phrase.
// Every expression is NULL or false where the text is NULL, and none of them can fail.
import type { Condition, Pattern } from '../../../shared/filter/ast.ts';
import { numberForm } from '../../../shared/filter/check.ts';
import { readNetwork } from '../../../shared/filter/network.ts';
import { readPeriod } from '../../../shared/filter/time.ts';
import { inNetwork } from './filterSqlNetwork.ts';

/** A string literal. SQL text ends at a NUL, so those are put together from outside; half a surrogate pair is in no record. */
export function quote(text: string): string {
  const literals = text
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .split('\0')
    .map((part) => `'${part.replaceAll("'", "''")}'`);
  return literals.length === 1 ? (literals[0] ?? "''") : `(${literals.join(' || chr(0) || ')})`;
}

/** Letters compare without their case; both sides are folded by DuckDB, so that they are folded alike. */
export function folded(text: string): string {
  return `lower(${quote(text)})`;
}

/** Whether a text meets a condition other than `present`. */
export function testText(sql: string, condition: Exclude<Condition, { kind: 'present' }>, timeZone: string): string {
  switch (condition.kind) {
    case 'equals':
      return equalsPattern(sql, condition.pattern);
    case 'compare':
      return inRange(sql, [{ operator: condition.operator, text: condition.bound.text }], timeZone);
    case 'range': {
      const ends: End[] = [];
      if (condition.low !== undefined) ends.push({ operator: '>=', text: condition.low.text });
      if (condition.high !== undefined) ends.push({ operator: '<=', text: condition.high.text });
      return inRange(sql, ends, timeZone);
    }
  }
}

function equalsPattern(sql: string, pattern: Pattern): string {
  if (pattern.length > 1) return likePattern(`lower(${sql})`, pattern);
  const [text = ''] = pattern;
  const equals = `lower(${sql}) = ${folded(text)}`;
  const network = text.includes('/') || text.includes(':') ? readNetwork(text) : undefined;
  return network === undefined ? equals : `(${equals} OR ${inNetwork(sql, network)})`;
}

/** Whether a folded text is the pattern as a whole, with `*` for anything. */
function likePattern(sql: string, pattern: Pattern): string {
  const first = pattern[0] ?? '';
  const last = pattern.at(-1) ?? '';
  const [middle = ''] = pattern.slice(1);
  if (pattern.length === 2 && last === '') return `starts_with(${sql}, ${folded(first)})`;
  if (pattern.length === 2 && first === '') return `suffix(${sql}, ${folded(last)})`;
  if (pattern.length === 3 && first === '' && last === '') return `contains(${sql}, ${folded(middle)})`;
  const like = pattern.map((part) => part.replaceAll(/[%_\\]/g, String.raw`\$&`)).join('%');
  return `${sql} LIKE ${folded(like)} ESCAPE '\\'`;
}

/** Beyond this many characters an expression might grow larger than DuckDB's engine takes. */
const longestExpression = 1000;

/**
 * Whether a long text holds the pattern anywhere. An expression that ignores case takes a third of the time of
 * `contains(lower(…), …)`, which writes every text anew; but only if it begins with a letter that has no other forms
 * than its two: the engine then leaps from one to the next. So `s` stands for `s` and `S` alone, which is also what
 * `lower` says, and texts with the Kelvin sign, which is a `k`, are looked at apart.
 */
export function holdsPattern(sql: string, pattern: Pattern): string {
  const parts = pattern.filter((part) => part !== '');
  if (parts.join('').length > longestExpression) return likePattern(`lower(${sql})`, ['', ...parts, '']);
  const expression = parts.map(escapeExpression).join('.*');
  const holds = (anywhere: string) => `regexp_matches(${sql}, ${quote(`(?is)${anywhere}`)})`;
  if (!/^k/i.test(expression)) return holds(expression);
  const usual = expression.replace(/^k/i, '(?-i:[kK])');
  return `(${holds(usual)} OR (contains(${sql}, ${quote('\u212A')}) AND ${holds(expression)}))`;
}

function escapeExpression(text: string): string {
  return text
    .replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`)
    .replaceAll('\0', String.raw`\x00`)
    .replaceAll(/s/gi, '(?-i:[sS])');
}

type End = { readonly operator: '>=' | '>' | '<=' | '<'; readonly text: string };

/** JSON's form of a number, and ISO 8601's of a time, as DuckDB's casts read them too. */
const numberTextForm = String.raw`-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?`;
const timeTextForm = String.raw`\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?`;

/**
 * Numbers compare with numbers as numbers; where all ends are times, texts that are times compare as times;
 * everything else compares as text, letter by letter.
 */
function inRange(sql: string, ends: readonly End[], timeZone: string): string {
  if (ends.every(({ text }) => numberForm.test(text))) {
    const number = `TRY_CAST(${sql} AS DOUBLE)`;
    const tests = ends.map(({ operator, text }) => `${number} ${operator} ${numberLiteral(text)}`);
    return `CASE WHEN regexp_full_match(${sql}, ${quote(numberTextForm)}) THEN ${tests.join(' AND ')} ELSE false END`;
  }
  const asText = ends.map(({ operator, text }) => `lower(${sql}) ${operator} ${folded(text)}`).join(' AND ');
  const asTime = allDefined(ends.map(({ operator, text }) => testTime(epochMs(sql), operator, text, timeZone, String)));
  if (asTime === undefined) return asText;
  return `CASE WHEN regexp_full_match(${sql}, ${quote(timeTextForm)}) THEN ${asTime.join(' AND ')} ELSE ${asText} END`;
}

/** The number that a text is the JSON of; NULL for other texts. */
export function asNumber(sql: string): string {
  return `CASE WHEN regexp_full_match(${sql}, ${quote(numberTextForm)}) THEN TRY_CAST(${sql} AS DOUBLE) END`;
}

function epochMs(sql: string): string {
  return `epoch_ms(TRY_CAST(${sql} AS TIMESTAMPTZ))`;
}

export function numberLiteral(text: string): string {
  return `CAST(${quote(text)} AS DOUBLE)`;
}

/** Compares a time with the period that a text names, including the period at both ends; `undefined` if it names none. */
export function testTime(
  sql: string,
  operator: End['operator'] | '=',
  text: string,
  timeZone: string,
  literal: (ms: number) => string,
): string | undefined {
  const period = readPeriod(text, timeZone);
  if (period === undefined) return undefined;
  const [start, end] = [literal(period.start), literal(period.end)];
  switch (operator) {
    case '=':
      return `(${sql} >= ${start} AND ${sql} < ${end})`;
    case '>=':
      return `${sql} >= ${start}`;
    case '>':
      return `${sql} >= ${end}`;
    case '<=':
      return `${sql} < ${end}`;
    case '<':
      return `${sql} < ${start}`;
  }
}

function allDefined(values: readonly (string | undefined)[]): readonly string[] | undefined {
  const defined = values.filter((value) => value !== undefined);
  return defined.length === values.length ? defined : undefined;
}
