// CSV is made twice, in JavaScript and in SQL: both must write the same. And the clocks of zones, which are told in
// stretches.
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { inZone } from '../../main/cli/timeZone.ts';
import { zoneRuns, zoneStepMs } from '../../main/core/export/zoneRuns.ts';
import { csvText } from '../../main/core/store/exportCsv.ts';
import { quote } from '../../main/core/store/filterSqlText.ts';
import { csvCell } from '../../shared/events/csvText.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  connection = await instance.connect();
});

afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

const telling = fc.constantFrom(...Array.from('=+-@\t\r\n"\', ＝＋－＠a1é😀'));
const text = fc.oneof(fc.string({ unit: telling, maxLength: 6 }), fc.string({ unit: 'binary', maxLength: 20 }));

test('a text is the same cell in SQL as in JavaScript', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 60 }), async (texts) => {
      const rows = texts.map((each, index) => `(${index}, ${quote(each)})`).join(', ');
      const reader = await connection.runAndReadAll(`SELECT ${csvText('t')} FROM (VALUES ${rows}) v(i, t) ORDER BY i`);
      expect(reader.getRows().map(([cell]) => cell)).toEqual(texts.map(csvCell));
    }),
    { numRuns: 40 },
  );
});

test('no text is an empty cell, and numbers are never disarmed', async () => {
  const reader = await connection.runAndReadAll(`SELECT ${csvText('NULL::VARCHAR')}`);
  expect(reader.getRows()).toEqual([['']]);
  expect([csvCell(null), csvCell(-1), csvCell(true)]).toEqual(['', '-1', 'true']);
});

test.each(['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca'])(
  'the stretches of %s tell what its clocks show',
  async (timeZone) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -900_000_000_000, max: 4_000_000_000_000 }), { minLength: 1, maxLength: 40 }),
        async (times) => {
          const steps = [...new Set(times.map((ms) => Math.floor(ms / zoneStepMs) * zoneStepMs))];
          const runs = await zoneRuns(
            steps.toSorted((a, b) => a - b),
            timeZone,
          );
          for (const ms of times) {
            const run = runs.find(({ beforeMs }) => beforeMs === undefined || ms < beforeMs);
            const clock = new Date(ms + (run?.offsetSeconds ?? 0) * 1000).toISOString().replace(/(?:\.000)?Z$/, '');
            expect(`${clock}${run?.suffix}`).toBe(inZone(new Date(ms).toISOString().replace('.000Z', 'Z'), timeZone));
          }
        },
      ),
      { numRuns: 20 },
    );
  },
);
