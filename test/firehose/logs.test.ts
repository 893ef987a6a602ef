// The sample logs that ship with the app, and the published records where they are at hand, read by the oracle too.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

import { describe, expect, test } from 'vitest';

import { rebuildHistory } from '../../shared/firehose/history.ts';
import type { JsonObject } from '../../shared/json.ts';
import { oracleHistory } from './oracle.ts';

type LogFile = { readonly Records?: readonly JsonObject[] };

function recordsUnder(folder: URL): readonly JsonObject[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json.gz'));
  return names.flatMap((name) => {
    const text = gunzipSync(readFileSync(`${fileURLToPath(folder)}/${name}`)).toString('utf8');
    return (JSON.parse(text) as LogFile).Records ?? [];
  });
}

test('the sample logs', () => {
  const records = recordsUnder(new URL('../../samples/logs/', import.meta.url));
  const history = rebuildHistory(records);
  expect(history.lifetimes.length).toBeGreaterThan(10);
  expect(history).toEqual(oracleHistory(records));
});

const published = new URL('../../../shared/datasets/real/awsdocs-firehose__firehose-doc-records.json', import.meta.url);

describe.skipIf(!existsSync(published))('published records (skipped where ../shared/datasets/real is absent)', () => {
  test('the developer guide', () => {
    const records = (JSON.parse(readFileSync(published, 'utf8')) as LogFile).Records ?? [];
    expect(records).toHaveLength(5);
    expect(rebuildHistory(records)).toEqual(oracleHistory(records));
  });
});
