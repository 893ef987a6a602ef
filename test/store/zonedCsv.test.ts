// Times of all ages in CSV, against those that the command line prints as JSON.
import { expect, test } from 'vitest';

import { inZone } from '../../main/cli/timeZone.ts';
import { writeEvents } from '../../main/core/export/writeEvents.ts';
import { buildRecord, trailFile } from '../builders/records.ts';
import { StoredLogs } from '../builders/storedLogs.ts';
import { nodeOf, signal } from './logWorld.ts';

const times = [
  '0001-06-01T00:00:00Z',
  '0098-01-01T12:00:00Z',
  '1969-12-31T23:45:00Z',
  '1969-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00Z',
  '9999-12-31T12:00:00Z',
];

test.each(['Europe/Berlin', 'America/New_York'])('times of every age are told in %s', async (timeZone) => {
  const logs = await StoredLogs.make();
  await logs.commit([
    [{ name: 'a.json', content: trailFile(times.map((eventTime, number) => buildRecord(number, { eventTime }))) }],
  ]);
  const pieces: Uint8Array[] = [];
  const sink = { write: async (bytes: Uint8Array) => void pieces.push(bytes) };
  const request = {
    selection: { filter: nodeOf(''), timeZone, sort: [] },
    columns: ['eventTime'],
    extent: { limit: undefined, offset: 0 },
  };
  await writeEvents(logs.database, 'csv', request, { sink, signal, report: () => undefined });
  const lines = Buffer.concat(pieces).toString().trim().split('\r\n').slice(1);
  expect(lines).toEqual(times.map((time) => inZone(time, timeZone)));
  expect(lines.at(-1)).toMatch(timeZone === 'Europe/Berlin' ? /T13:00:00\+01:00$/ : /T07:00:00-05:00$/);
  await logs.close();
});
