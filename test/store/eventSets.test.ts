import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { EventSets } from '../../main/core/store/eventSets.ts';
import { countSelected } from '../../main/core/store/select.ts';
import { makeLogWorld, nodeOf, passing, signal, type LogWorld } from './logWorld.ts';

let world: LogWorld;
let sets: EventSets;
let revision = 0;

beforeAll(async () => {
  world = await makeLogWorld(300);
});

beforeEach(() => {
  revision += 1;
  sets = new EventSets(world.logs.database, () => revision);
});

afterAll(() => world.logs.close());

const question = (text: string) => ({ filter: nodeOf(text), timeZone: 'UTC' });

async function tables(): Promise<readonly string[]> {
  const rows = await world.logs.database.rows(
    "SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'memory'",
  );
  return rows.map(({ name }) => String(name));
}

async function count(text: string, from = sets): Promise<number> {
  return from.with(question(text), signal, async (filtering) => {
    const [row] = await world.logs.database.rows(`SELECT (${countSelected(filtering)}) AS total`);
    return Number(row?.['total']);
  });
}

test('what columns tell needs no set', async () => {
  const before = await tables();
  expect(await count('eventName:PutObject errorCode:*')).toBe(
    passing(world.rows, 'eventName:PutObject errorCode:*').length,
  );
  expect(await tables()).toEqual(before);
});

test('questions that share what is costly share a set, also when they are asked at once', async () => {
  const before = await tables();
  const texts = ['throttling', 'throttling errorCode:*', 'throttling -readOnly:true', 'readOnly:true throttling'];
  const counts = await Promise.all(texts.map((text) => count(text)));
  expect(counts).toEqual(texts.map((text) => passing(world.rows, text).length));
  expect((await tables()).length).toBe(before.length + 1);
});

test('a small part of the log is looked at by itself', async () => {
  const text = 'eventTime:[2026-03-02 TO 2026-03-03] requestParameters.bucketName:*';
  expect(await count(text)).toBe(passing(world.rows, text).length);
  expect(sets.isAtHand(question(text))).toBe(true);
  expect(sets.isAtHand(question('requestParameters.bucketName:*'))).toBe(false);
});

test('events that have changed since are looked at anew, and the former set is dropped', async () => {
  const before = await tables();
  await count('throttling');
  const [first] = (await tables()).filter((name) => !before.includes(name));
  revision += 1;
  await count('throttling');
  await expect.poll(tables).not.toContain(first);
});

test('the sets used longest ago are dropped where there are many, none while it is in use', async () => {
  const held = await sets.hold(question('text0'), signal);
  for (let index = 1; index < 20; index += 1) await count(`text${index}`);
  expect(sets.isAtHand(question('text19'))).toBe(true);
  expect(sets.isAtHand(question('text5'))).toBe(false);
  expect(sets.isAtHand(question('text0'))).toBe(true);
  held.release();
});

test('a question that is cancelled ends its search, unless another waits for the same', async () => {
  const abort = new AbortController();
  const alone = sets.hold(question('orders'), abort.signal);
  abort.abort();
  await expect(alone).rejects.toMatchObject({ code: 'cancelled' });
  const [leaving, staying] = [new AbortController(), new AbortController()];
  const first = sets.hold(question('throttling'), leaving.signal);
  const second = sets.hold(question('throttling'), staying.signal);
  leaving.abort();
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  (await second).release();
  expect(await count('orders')).toBe(passing(world.rows, 'orders').length);
});
