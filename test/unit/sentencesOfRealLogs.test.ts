// Sentences of logs that others published; they are not part of the project, so the tests skip where the folder is absent.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';

import { isRecord, type RecordValue } from '../../shared/events/record.ts';
import { sentenceOf, sentenceText } from '../../shared/sentence/sentence.ts';

const folder = new URL('../../../shared/datasets/real/', import.meta.url);

function* recordsIn(value: unknown): Generator<RecordValue> {
  if (typeof value === 'string' && value.startsWith('{')) yield* recordsIn(parsed(value)[0]);
  else if (Array.isArray(value)) for (const element of value) yield* recordsIn(element);
  else if (isRecord(value)) yield value as RecordValue;
  else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) yield* recordsIn(member);
}

function parsed(text: string): readonly unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return text.split('\n').flatMap((line) => (line.startsWith('{') ? parsed(line) : []));
  }
}

function readRecords(): readonly RecordValue[] {
  const names = readdirSync(folder).filter((name) => /\.jsonl?(?:\.gz)?$/.test(name));
  return names.flatMap((name) => {
    const bytes = readFileSync(new URL(name, folder));
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    return parsed(text).flatMap((value) => [...recordsIn(value)]);
  });
}

/** A member at the top of the request that says by its name that it names something. */
function hasObviousTarget({ requestParameters }: RecordValue): boolean {
  if (typeof requestParameters !== 'object' || requestParameters === null) return false;
  return Object.entries(requestParameters).some(
    ([name, value]) =>
      typeof value === 'string' && value !== '' && /(?:^name|Name|Id|Arn|ARN|Identifier|Url)$/.test(name),
  );
}

describe.skipIf(!existsSync(folder))('the sentences of published logs', () => {
  const records = existsSync(folder) ? readRecords() : [];

  test('there are records', () => {
    expect(records.length).toBeGreaterThan(400);
  });

  test('each is a sentence that names the actor or says that there is none', () => {
    for (const record of records) {
      const sentence = sentenceOf(record);
      expect(sentenceText(sentence)).toMatch(/^\S.* .*\.$/s);
      expect(sentenceText(sentence)).not.toMatch(/undefined|\bnull\b|\[object| {2}/);
      const isNamed =
        sentence.some(({ kind }) => kind === 'actor') || /^(?:A|The) caller|^Somebody/.test(sentenceText(sentence));
      expect(isNamed).toBe(true);
    }
  });

  test('each names its target where the request has an obvious one', () => {
    const obvious = records.filter(hasObviousTarget);
    const nameless = obvious.filter((record) => sentenceOf(record).every(({ kind }) => kind !== 'target'));
    expect(obvious.length).toBeGreaterThan(100);
    expect(nameless.map((record) => `${String(record['eventSource'])} ${String(record['eventName'])}`)).toEqual([]);
  });
});
