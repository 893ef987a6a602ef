// Finds the records inside a JSON value that is not one itself: EventBridge's `detail`, LookupEvents' and CloudWatch
// Logs' strings, `_raw`, messages in queues, and whatever else puts objects, arrays or strings around a record.
import { classifyRecord } from '../../../shared/events/record.ts';
import { decodeBase64Gzip } from './base64Gzip.ts';
import { decodeExact, decodeText, repairSurrogates } from './decodeText.ts';
import { isEnvelopeName } from './envelopes.ts';
import type { JsonObject } from './found.ts';
import { jsonChildren } from './jsonChildren.ts';
import { maxWrappers } from './limits.ts';
import { isObject, isServiceMessage, lookalikeOf, type Lookalike } from './lookalikes.ts';

/** A value's text and where it lies. */
export type Span = {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  readonly isAscii: boolean;
  /** The position in the file of `bytes[0]`. */
  readonly base: number;
  /** The text is kept as it is in the file, without repairs. */
  readonly isExact: boolean;
  /** The place in the file of the string literal that `bytes` were decoded from. */
  readonly literal?: { readonly start: number; readonly end: number };
};

export type Finding = { readonly start: number; readonly end: number; readonly text: string } & (
  | {
      readonly kind: 'record';
      readonly value: JsonObject;
      readonly isTextRepaired: boolean;
      readonly isSummaryOnly?: boolean;
      readonly bytes?: Buffer;
    }
  | { readonly kind: 'rejected'; readonly message: string; readonly lookalike: Lookalike | undefined }
);

/** Why a value is not a record; undefined if it is one. */
export function reasonAgainst(value: unknown): string | undefined {
  if (isObject(value) && isServiceMessage(value)) return 'it is a message of another service';
  const found = classifyRecord(value);
  return found.kind === 'rejected' ? found.reason : undefined;
}

/** Log shippers that take a record apart leave its text beside the pieces: then the text is the record. */
export function holdsOwnText(value: JsonObject): boolean {
  return isJsonText(value['_raw']) || isJsonText(value['CloudTrailEvent']) || isJsonText(value['@message']);
}

/** The records in a value, in the order of its text; none where it is something else altogether. */
export function findRecords(value: unknown, span: Span, wrappers = 0): readonly Finding[] {
  if (typeof value === 'string') return wrappers < maxWrappers ? findInString(value, span, wrappers) : [];
  if (typeof value !== 'object' || value === null) return [];
  const isWhole = isObject(value) && reasonAgainst(value) === undefined;
  if (isWhole && !holdsOwnText(value)) return [recordAt(value, span)];
  const found = wrappers < maxWrappers ? findInChildren(value, span, wrappers) : [];
  return isWhole && found.length === 0 ? [recordAt(value, span)] : found;
}

function findInChildren(value: object, span: Span, wrappers: number): readonly Finding[] {
  const found: Finding[] = [];
  let ordinal = 0;
  for (const child of jsonChildren(span.bytes, span.start, span.end)) {
    const inner: unknown = Array.isArray(value) ? value[ordinal] : (value as JsonObject)[child.name ?? ''];
    const innerSpan = { ...span, start: child.start, end: child.end };
    const isEnvelope = child.name !== undefined && isEnvelopeName(child.name) && Array.isArray(inner);
    const findings = isEnvelope
      ? findInEnvelope(inner, innerSpan, wrappers + 1, child.name)
      : findRecords(inner, innerSpan, wrappers + 1);
    found.push(...(Array.isArray(value) ? findings : withoutRepeats(findings, found)));
    ordinal += 1;
  }
  return found;
}

/** The elements of an array where records are kept: each is a record, holds some, or is rejected. */
function findInEnvelope(elements: readonly unknown[], span: Span, wrappers: number, name: string): readonly Finding[] {
  const found: Finding[] = [];
  let ordinal = 0;
  for (const child of jsonChildren(span.bytes, span.start, span.end)) {
    const element = elements[ordinal];
    const elementSpan = { ...span, start: child.start, end: child.end };
    const findings = findRecords(element, elementSpan, wrappers + 1);
    found.push(...(findings.length > 0 ? findings : [rejectionAt(element, elementSpan, name)]));
    ordinal += 1;
  }
  return found;
}

/** A value in a place of its own (a line, an element) that holds no record. `envelope` names the array it stands in. */
export function rejectionAt(value: unknown, span: Span, envelope: string | undefined): Finding {
  const lookalike = lookalikeOf(value);
  const isCertain = lookalike === 'not-cloudtrail' && isInRecordsPlace(value, envelope);
  return {
    kind: 'rejected',
    message: rejectionMessage(value),
    lookalike: isCertain ? undefined : lookalike,
    text: decodeText(span.bytes, span.start, span.end, span.isAscii).text,
    ...placeOf(span),
  };
}

/** Whether something that is no record was meant to be one, and not simply some other JSON. */
function isInRecordsPlace(value: unknown, envelope: string | undefined): boolean {
  if (isObject(value)) {
    if (isServiceMessage(value)) return false;
    if (envelope === 'Records' || envelope === 'records') return true;
    const traits = ['eventVersion', 'eventName', 'eventSource', 'eventTime', 'eventID', 'userIdentity'];
    if (traits.filter((name) => name in value).length >= 2) return true;
    return 'EventId' in value && 'EventName' in value;
  }
  return envelope === 'Records' || envelope === 'records';
}

function rejectionMessage(value: unknown): string {
  if (isObject(value) && 'EventId' in value && 'EventName' in value) {
    const text = value['CloudTrailEvent'];
    if (typeof text !== 'string')
      return 'Not a CloudTrail record: CloudTrailEvent, which holds the record, is missing.';
    return 'Not a CloudTrail record: the text in CloudTrailEvent is not one.';
  }
  return `Not a CloudTrail record: ${reasonAgainst(value) ?? 'it is something else'}.`;
}

function findInString(text: string, span: Span, wrappers: number): readonly Finding[] {
  const json = text.startsWith('H4sI') ? decodeBase64Gzip(text) : text;
  if (json === undefined || !isJsonText(json)) return [];
  const decoded = span.isExact ? { text: json, isRepaired: false } : repairSurrogates(json);
  const value = parseJson(decoded.text);
  const place = placeOf(span);
  if (isObject(value) && reasonAgainst(value) === undefined && !holdsOwnText(value)) {
    return [{ kind: 'record', value, text: decoded.text, isTextRepaired: decoded.isRepaired, ...place }];
  }
  if (value === undefined || typeof value === 'number') return [];
  const bytes = Buffer.from(decoded.text);
  const isAscii = bytes.length === decoded.text.length;
  const inner = { bytes, start: 0, end: bytes.length, isAscii, base: 0, literal: place, isExact: span.isExact };
  return findRecords(value, inner, wrappers + 1).map((each) =>
    each.kind === 'record' && decoded.isRepaired ? { ...each, isTextRepaired: true } : each,
  );
}

export function recordAt(value: JsonObject, span: Span): Finding {
  if (span.isExact) {
    return {
      kind: 'record',
      value,
      isTextRepaired: false,
      ...decodeExact(span.bytes, span.start, span.end),
      ...placeOf(span),
    };
  }
  const { text, isRepaired } = decodeText(span.bytes, span.start, span.end, span.isAscii);
  return { kind: 'record', value, text, isTextRepaired: isRepaired, ...placeOf(span) };
}

function placeOf(span: Span): { readonly start: number; readonly end: number } {
  return span.literal ?? { start: span.base + span.start, end: span.base + span.end };
}

/** One object may hold one event twice, as text and taken apart; two events are two records. */
function withoutRepeats(findings: readonly Finding[], known: readonly Finding[]): readonly Finding[] {
  if (known.length === 0) return findings;
  const ids = new Set(known.map(eventIdOf));
  return findings.filter((each) => eventIdOf(each) === undefined || !ids.has(eventIdOf(each)));
}

function eventIdOf(finding: Finding): unknown {
  return finding.kind === 'record' ? finding.value['eventID'] : undefined;
}

function isJsonText(value: unknown): value is string {
  return typeof value === 'string' && /^\s*[{["]/.test(value);
}

/** Undefined where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
