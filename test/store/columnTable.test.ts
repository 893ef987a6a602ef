// One table is the truth: a column added to it arrives everywhere, without another line.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import type { Column } from '../../shared/events/columns.ts';
import type * as columnTable from '../../shared/events/columns.ts';
import { buildRecord, trailFile } from '../builders/records.ts';
import { StoredLogs } from '../builders/storedLogs.ts';

vi.setConfig({ hookTimeout: 30_000, testTimeout: 30_000 });

vi.mock('../../shared/events/columns.ts', async (importOriginal) => {
  const original = await importOriginal<typeof columnTable>();
  const fake = { title: 'Fake', width: 100, isDefault: true, isFacet: true, description: 'Fake' };
  const columns: readonly Column[] = [
    ...original.columns,
    { ...fake, id: 'vpcEndpointId', type: 'text', origin: { kind: 'member', path: ['vpcEndpointId'] } },
    {
      ...fake,
      id: 'bytesOut',
      type: 'integer',
      origin: { kind: 'member', path: ['additionalEventData', 'bytesTransferredOut'] },
    },
    {
      ...fake,
      id: 'signedIn',
      type: 'timestamp',
      origin: { kind: 'member', path: ['additionalEventData', 'signedIn'] },
    },
    { ...fake, id: 'managementEvent', type: 'boolean', origin: { kind: 'member', path: ['managementEvent'] } },
  ];
  return {
    ...original,
    columns,
    columnIds: columns.map((column) => column.id),
    findColumn: (id: string) => columns.find((column) => column.id === id),
  };
});

const signal = new AbortController().signal;
let logs: StoredLogs;

beforeAll(async () => {
  logs = await StoredLogs.make();
  const data = { bytesTransferredOut: 5_000_000_000, signedIn: '2026-01-02T03:04:05Z' };
  const full = buildRecord(1, { vpcEndpointId: 'vpce-1', additionalEventData: data, managementEvent: true });
  await logs.commit([
    [{ name: 'a.json', content: trailFile([full, buildRecord(2, { managementEvent: false }), full]) }],
  ]);
  await logs.commit([[{ name: 'b.json', content: trailFile([full]).replace('"vpce-1"', ' "vpce-1"') }]]);
});

afterAll(() => logs.close());

const wanted = ['vpcEndpointId', 'bytesOut', 'signedIn', 'managementEvent'];

describe('a new column', () => {
  test('is stored, and can be queried', async () => {
    const rows = await logs.database.rows(
      `SELECT ${wanted.map((id) => `"${id}"`).join(', ')} FROM main.events ORDER BY "eventTime"`,
    );
    expect(rows).toEqual([
      { vpcEndpointId: 'vpce-1', bytesOut: '5000000000', signedIn: '2026-01-02 03:04:05', managementEvent: true },
      { vpcEndpointId: null, bytesOut: null, signedIn: null, managementEvent: false },
    ]);
  });

  test('stands in pages and in detail, in the form of its type', async () => {
    const { EventSets } = await import('../../main/core/store/eventSets.ts');
    const { EventViews } = await import('../../main/core/store/eventViews.ts');
    const { readDetail } = await import('../../main/core/store/eventDetail.ts');
    const views = new EventViews(logs.database, new EventSets(logs.database, () => 1));
    const { viewId } = await views.open(
      { filter: '', sort: [{ column: 'bytesOut', direction: 'desc' }], timeZone: 'UTC' },
      signal,
    );
    const { ids, rows } = await views.page({ viewId, offset: 0, limit: 10, columns: wanted }, signal);
    expect(rows).toEqual([
      ['vpce-1', 5_000_000_000, '2026-01-02T03:04:05Z', true],
      [null, null, null, false],
    ]);
    expect((await readDetail(logs.database, ids[0] ?? -1, signal)).cells).toMatchObject({
      bytesOut: 5_000_000_000,
      vpcEndpointId: 'vpce-1',
    });
  });

  test.each([
    ['vpcEndpointId:VPCE-*', 1],
    ['bytesOut:>=5000000000', 1],
    ['managementEvent:false', 1],
    ['signedIn:2026-01-02', 1],
    ['-vpcEndpointId:*', 1],
  ])('can be filtered by: %s', async (filter, count) => {
    const { EventSets } = await import('../../main/core/store/eventSets.ts');
    const { EventViews } = await import('../../main/core/store/eventViews.ts');
    const views = new EventViews(logs.database, new EventSets(logs.database, () => 1));
    expect(await views.open({ filter, sort: [], timeZone: 'UTC' }, signal)).toMatchObject({ total: count });
  });

  test('can be counted by and exported', async () => {
    const { countEvents, streamEvents } = await import('../../main/core/store/export.ts');
    const { readEventFilter } = await import('../../main/core/store/eventFilter.ts');
    const filter = await readEventFilter(logs.database, '', 'UTC', signal);
    expect((await countEvents(logs.database, { filter, timeZone: 'UTC' }, 'signedIn')).groups).toEqual([
      { value: '2026-01-02T03:04:05Z', count: 1 },
      { value: null, count: 1 },
    ]);
    const rows: unknown[] = [];
    const request = {
      selection: { filter, timeZone: 'UTC', sort: [] },
      columns: wanted,
      extent: { limit: 1, offset: 1 },
    };
    await streamEvents(logs.database, request, (row) => void rows.push(row), signal);
    expect(rows).toEqual([[null, null, null, false]]);
  });
});
