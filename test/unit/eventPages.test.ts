// Which pages are asked for, and in which order, while a reader scrolls.
import type { IGetRowsParams } from 'ag-grid-community';
import { expect, test } from 'vitest';

import { EventPages, pageRows } from '../../renderer/events/eventPages.ts';
import { AppError } from '../../shared/errors.ts';
import type { CancelSignal, Client } from '../../shared/ipc/client.ts';

type Asked = {
  readonly offset: number;
  readonly signal: CancelSignal | undefined;
  readonly answer: () => Promise<void>;
  readonly fail: (code: 'internal' | 'cancelled') => Promise<void>;
};

function setUp() {
  const asked: Asked[] = [];
  const errors: unknown[] = [];
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
  const call = (_name: string, input: { offset: number; limit: number }, signal?: CancelSignal) =>
    new Promise((resolve, reject) => {
      asked.push({
        offset: input.offset,
        signal,
        answer() {
          const ids = Array.from({ length: input.limit }, (_, index) => input.offset + index);
          resolve({ ids, rows: ids.map(() => []) });
          return settled();
        },
        fail(code) {
          reject(new AppError(code, 'No'));
          return settled();
        },
      });
    });
  const pages = new EventPages({ call, on: () => () => undefined } as unknown as Client);
  pages.reportTo((error) => errors.push(error));
  pages.show({ viewId: 1, total: 2_000_000 }, ['eventName']);
  const got: string[] = [];
  const get = (page: number) =>
    pages.datasource.getRows({
      startRow: page * pageRows,
      endRow: (page + 1) * pageRows,
      successCallback: (rows: readonly unknown[]) => got.push(`${page}:${rows.length}`),
      failCallback: () => got.push(`${page}:none`),
    } as unknown as IGetRowsParams);
  const look = (row: number) => pages.lookAt(row, row + 30);
  const offsets = () => asked.map(({ offset }) => offset / pageRows);
  return { pages, asked, errors, got, get, look, offsets };
}

test('the pages on screen at once; those ahead one by one after them, the nearest first', async () => {
  const { asked, get, look, offsets, got } = setUp();
  look(1000 * pageRows + 80);
  for (const page of [997, 1002, 1000, 1001, 999]) get(page);
  // What was asked for first is on its way before the screen's own pages are known.
  expect(offsets()).toEqual([997, 1000]);
  await asked[0]!.answer();
  expect(offsets()).toEqual([997, 1000, 1001]);
  await asked[1]!.answer();
  expect(offsets()).toEqual([997, 1000, 1001]);
  await asked[2]!.answer();
  expect(offsets()).toEqual([997, 1000, 1001, 999]);
  await asked[3]!.answer();
  expect(offsets()).toEqual([997, 1000, 1001, 999, 1002]);
  expect(got).toEqual([997, 1000, 1001, 999].map((page) => `${page}:${pageRows}`));
});

test('what was only scrolled past is cancelled or never asked for, and asked for again where the reader comes back', async () => {
  const { asked, get, look, offsets, got, errors } = setUp();
  for (const page of [10, 500, 900]) {
    look(page * pageRows);
    get(page);
  }
  look(20_000 * pageRows - 100);
  get(19_999);
  expect(asked.filter(({ signal }) => signal?.aborted).map(({ offset }) => offset / pageRows)).toEqual([10, 500, 900]);
  for (const { fail } of asked.slice(0, 3)) await fail('cancelled');
  await asked[3]!.answer();
  expect(offsets()).toEqual([10, 500, 900, 19_999]);
  expect(got).toEqual(['10:none', '500:none', '900:none', `19999:${pageRows}`]);
  expect(errors).toEqual([]);
  expect(look(500 * pageRows)).toBe(true);
  expect(look(500 * pageRows)).toBe(false);
});

test('a page that was there is answered at once; one that failed is reported, once', async () => {
  const { asked, get, got, errors, offsets } = setUp();
  get(0);
  await asked[0]!.answer();
  get(0);
  expect(got).toEqual([`0:${pageRows}`, `0:${pageRows}`]);
  get(1);
  await asked[1]!.fail('internal');
  expect(errors).toHaveLength(1);
  expect(got.at(-1)).toBe('1:none');
  expect(offsets()).toEqual([0, 1]);
});

test('rows of a view that was replaced are not kept for the next one', async () => {
  const { pages, asked, get, got } = setUp();
  get(0);
  pages.show({ viewId: 2, total: 10 }, ['eventName']);
  expect(asked[0]!.signal?.aborted).toBe(true);
  await asked[0]!.answer();
  get(0);
  expect(asked).toHaveLength(2);
  expect(got).toEqual([`0:${pageRows}`]);
});
