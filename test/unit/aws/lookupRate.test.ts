// Never more than two requests a second, however long they are on their way and whoever asks.
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { LookupRate } from '../../../main/core/aws/lookupRate.ts';

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

const never = new AbortController().signal;

/** A request is at the server at some moment between its start and its answer. */
type Planned = { readonly askedMs: number; readonly lane: string; readonly onWayMs: number; readonly backMs: number };

const planned: fc.Arbitrary<Planned> = fc.record({
  askedMs: fc.integer({ min: 0, max: 3000 }),
  lane: fc.constantFrom('a', 'b'),
  onWayMs: fc.integer({ min: 0, max: 1500 }),
  backMs: fc.integer({ min: 0, max: 1500 }),
});

test('within any second no more than two of a lane arrive', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(planned, { minLength: 1, maxLength: 12 }), fc.boolean(), async (requests, fails) => {
      vi.setSystemTime(0);
      const arrivals: { lane: string; atMs: number }[] = [];
      const rate = new LookupRate();
      const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
      const all = requests.map(async ({ askedMs, lane, onWayMs, backMs }) => {
        await pass(askedMs);
        await rate.run(lane, never, async () => {
          await pass(onWayMs);
          arrivals.push({ lane, atMs: Date.now() });
          await pass(backMs);
          if (fails) throw new Error('refused');
        });
      });
      const ended = Promise.allSettled(all);
      await vi.runAllTimersAsync();
      await ended;
      expect(arrivals).toHaveLength(requests.length);
      for (const { lane, atMs } of arrivals)
        expect(
          arrivals.filter((other) => other.lane === lane && other.atMs > atMs - 1000 && other.atMs <= atMs).length,
        ).toBeLessThanOrEqual(2);
    }),
    { numRuns: 60 },
  );
});

test('as fast as that allows: two at once, and two more a second later', async () => {
  const rate = new LookupRate();
  const starts: number[] = [];
  const all = Array.from({ length: 6 }, () =>
    rate.run('a', never, () => {
      starts.push(Date.now());
      return Promise.resolve();
    }),
  );
  await vi.runAllTimersAsync();
  await Promise.all(all);
  expect(starts.map((ms) => Math.floor(ms / 1000))).toEqual([0, 0, 1, 1, 2, 2]);
});

test('who leaves while waiting takes nobody else place', async () => {
  const rate = new LookupRate();
  const leaving = new AbortController();
  const order: string[] = [];
  const ask = (name: string, signal: AbortSignal): Promise<unknown> =>
    rate.run('a', signal, () => Promise.resolve(order.push(name))).catch(() => order.push(`${name} left`));
  const all = [ask('1', never), ask('2', never), ask('3', leaving.signal), ask('4', never)];
  leaving.abort();
  await vi.advanceTimersByTimeAsync(1100);
  expect(order).toEqual(['1', '2', '3 left', '4']);
  await Promise.all(all);
  expect(vi.getTimerCount()).toBe(1);
});
