// The worked cases of the domain specification: records in, the expected history beside them.
import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { rebuildHistory } from '../../shared/firehose/history.ts';
import type { History } from '../../shared/firehose/model.ts';
import type { JsonObject } from '../../shared/json.ts';

const folder = new URL('../fixtures/firehose/cases/', import.meta.url);

type Case = { readonly description: string; readonly events: readonly JsonObject[]; readonly expected: History };

const cases = readdirSync(folder).map((name) => ({
  name,
  ...(JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Case),
}));

describe('worked cases', () => {
  test.each(cases)('$name', ({ events, expected }) => {
    expect(JSON.parse(JSON.stringify(rebuildHistory(events)))).toEqual(expected);
  });
});
