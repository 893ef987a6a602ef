// The worked cases, read by the oracle: a case that the oracle misreads would make it a poor judge.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import type { JsonObject } from '../../shared/json.ts';
import { oracleHistory } from './oracle.ts';

const folder = join(import.meta.dirname, '../fixtures/firehose/cases');
type Case = { readonly events: readonly JsonObject[]; readonly expected: JsonObject };

describe('the oracle reads the worked cases', () => {
  test.each(readdirSync(folder))('%s', (file) => {
    const { events, expected } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Case;
    expect(oracleHistory(events)).toEqual(expected);
    expect(oracleHistory(events.toReversed())).toEqual(expected);
  });
});
