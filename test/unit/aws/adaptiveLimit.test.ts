// How many requests are under way at once: against servers that are made up, on a clock that is made up.
import { expect, test } from 'vitest';

import { AdaptiveLimit } from '../../../main/core/aws/s3/adaptiveLimit.ts';

type Server = {
  /** How long an answer takes with so many under way. */
  readonly answerMs: (active: number) => number;
  /** Whether it refuses one more. */
  readonly refuses?: (active: number) => boolean;
};

/** Runs so many requests against a server; time passes only between events. */
async function drive(server: Server, requests: number) {
  let nowMs = 0;
  let active = 0;
  let highest = 0;
  const ending: { readonly atMs: number; readonly end: () => void }[] = [];
  const limit = new AdaptiveLimit({ now: () => nowMs });
  const request = (): Promise<void> =>
    limit.run(async () => {
      active += 1;
      highest = Math.max(highest, active);
      const isRefused = server.refuses?.(active) ?? false;
      await new Promise<void>((end) => ending.push({ atMs: nowMs + server.answerMs(active), end }));
      active -= 1;
      if (isRefused) limit.throttled();
      else limit.succeeded();
    });
  const all = Promise.all(Array.from({ length: requests }, request));
  let hasEnded = false;
  void all.then(() => (hasEnded = true));
  while (!hasEnded) {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    ending.sort((one, other) => one.atMs - other.atMs);
    const next = ending.shift();
    if (next === undefined) continue;
    nowMs = next.atMs;
    next.end();
  }
  return { highest, ms: nowMs, limit: limit.current };
}

test('grows as long as more bring more', async () => {
  const { highest, ms } = await drive({ answerMs: () => 30 }, 5000);
  expect(highest).toBe(64);
  // One after the other: 150,000 ms.
  expect(ms).toBeLessThan(5000 * 30 * 0.05);
});

test('stays where more only wait longer', async () => {
  // Answers 200 a second, however many ask.
  const { limit } = await drive({ answerMs: (active) => Math.max(30, active * 5) }, 3000);
  expect(limit).toBeLessThan(40);
  expect(limit).toBeGreaterThanOrEqual(4);
});

test('halves when the server refuses, and finds its height', async () => {
  const { highest, limit, ms } = await drive({ answerMs: () => 30, refuses: (active) => active > 20 }, 5000);
  expect(highest).toBeLessThanOrEqual(64);
  expect(limit).toBeLessThan(45);
  expect(ms).toBeLessThan(5000 * 30 * 0.2);
});

test('never starves, however much is refused', async () => {
  const { limit } = await drive({ answerMs: () => 200, refuses: () => true }, 200);
  expect(limit).toBe(1);
});

test('a task that fails gives its place back', async () => {
  const limit = new AdaptiveLimit({ first: 1, most: 1 });
  const failing = limit.run(() => Promise.reject(new Error('no')));
  const next = limit.run(() => Promise.resolve('yes'));
  await expect(failing).rejects.toThrow('no');
  await expect(next).resolves.toBe('yes');
});
