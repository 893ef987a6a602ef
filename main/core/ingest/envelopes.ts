// The members that hold records in the objects that are put around them: trail files, LookupEvents, CloudWatch Logs.
import { closeBrace, colon, comma, isSpace, openBrace, quote, skipSpace } from './bytes.ts';
import { maxLookBack } from './limits.ts';

/** `Records` are a trail's own; what stands there is in a record's place, whatever it is. */
const envelopeNames: ReadonlySet<string> = new Set(['Records', 'records', 'Events', 'events', 'logEvents']);

export function isEnvelopeName(name: string): boolean {
  return envelopeNames.has(name);
}

/** The name of the member whose array begins at `index`, if records are kept under it. */
export function envelopeNameBefore(bytes: Buffer, index: number): string | undefined {
  const first = Math.max(0, index - maxLookBack);
  let at = spaceBefore(bytes, index, first);
  if (bytes[at - 1] !== colon) return undefined;
  at = spaceBefore(bytes, at - 1, first);
  if (bytes[at - 1] !== quote) return undefined;
  const begin = bytes.lastIndexOf(quote, at - 2);
  if (begin <= first) return undefined;
  const name = bytes.toString('latin1', begin + 1, at - 1);
  return isEnvelopeName(name) ? name : undefined;
}

/** Whether an object begins with a member that holds records. */
export function beginsWithEnvelope(bytes: Buffer, index: number): boolean {
  let at = index + 1;
  while (isSpace(bytes[at])) at += 1;
  if (bytes[at] !== quote) return false;
  const end = bytes.subarray(at + 1, at + maxLookBack).indexOf(quote);
  return end >= 0 && isEnvelopeName(bytes.toString('latin1', at + 1, at + 1 + end));
}

/**
 * The next place from `from` where an element of an array surely begins that looks like a record; -1 where there is
 * none. What shows that lies no further back than `lowest`.
 */
export function nextRecordStart(bytes: Buffer, from: number, lowest: number): number {
  for (let name = bytes.indexOf(firstMember, from); name >= 0; name = bytes.indexOf(firstMember, name + 1)) {
    const first = Math.max(lowest, name - maxLookBack);
    const brace = spaceBefore(bytes, name, first) - 1;
    if (brace < first || bytes[brace] !== openBrace) continue;
    const separator = spaceBefore(bytes, brace, first) - 1;
    if (separator < first || bytes[separator] !== comma) continue;
    const before = spaceBefore(bytes, separator, first) - 1;
    if (before >= first && bytes[before] === closeBrace) return brace;
  }
  return -1;
}

/** What comes after the comma at `index`, behind an array of records: another member, or, against the rules, an element. */
export function followsArray(bytes: Buffer, index: number): 'member' | 'element' | 'more' {
  const next = skipSpace(bytes, index + 1, Math.min(bytes.length, index + maxLookBack));
  if (next < bytes.length) return bytes[next] === openBrace ? 'element' : 'member';
  return 'more';
}

/** CloudTrail writes this member first. */
const firstMember = '"eventVersion"';

/** The index after the last byte before `index` that is no whitespace. */
function spaceBefore(bytes: Buffer, index: number, first: number): number {
  let at = index;
  while (at > first && isSpace(bytes[at - 1])) at -= 1;
  return at;
}
