import { describe, expect, test, vi } from 'vitest';

import { JobRunner } from '../../main/core/jobs.ts';
import { AppError } from '../../shared/errors.ts';
import type { Job } from '../../shared/ipc/contract.ts';

function makeRunner(): { jobs: JobRunner; pushed: Job[]; bugs: unknown[] } {
  const pushed: Job[] = [];
  const bugs: unknown[] = [];
  const jobs = new JobRunner(
    (job) => pushed.push(job),
    (error) => bugs.push(error),
  );
  return { jobs, pushed, bugs };
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new AppError('cancelled', 'Cancelled')));
  });

describe('a job ends in one phase', () => {
  test('done, with its last counts', async () => {
    const { jobs, pushed } = makeRunner();
    const id = jobs.start('import', 'Importing', async (_signal, report) => report({ records: 7 }));
    expect(pushed).toMatchObject([{ id, phase: 'running', counts: { records: 0 } }]);
    expect(await jobs.ended(id)).toMatchObject({ phase: 'done', counts: { records: 7 } });
    expect(pushed.filter((job) => job.phase !== 'running')).toMatchObject([{ phase: 'done', counts: { records: 7 } }]);
  });

  test('failed, with what an expected error says', async () => {
    const { jobs, bugs } = makeRunner();
    const id = jobs.start('import', 'Importing', () => Promise.reject(new AppError('path/not-found', 'No such path')));
    const error = { code: 'path/not-found', message: 'No such path' };
    expect(await jobs.ended(id)).toMatchObject({ phase: 'failed', error });
    expect(bugs).toEqual([]);
  });

  test('failed by a bug, which is logged whole', async () => {
    const { jobs, bugs } = makeRunner();
    const bug = new TypeError('x is not a function');
    const id = jobs.start('import', 'Importing', () => {
      throw bug;
    });
    const error = { code: 'internal', message: 'Internal error: x is not a function' };
    expect(await jobs.ended(id)).toMatchObject({ phase: 'failed', error });
    expect(bugs).toEqual([bug]);
  });

  test('cancelled, alone or with all others', async () => {
    const { jobs } = makeRunner();
    const first = jobs.start('import', 'one', untilAborted);
    const second = jobs.start('check', 'two', untilAborted);
    const third = jobs.start('remove', 'never begun', () => Promise.reject(new Error('begun')));
    jobs.cancel(third);
    expect(await jobs.ended(third)).toMatchObject({ phase: 'cancelled' });
    jobs.cancel(first);
    expect(await jobs.ended(first)).toMatchObject({ phase: 'cancelled' });
    expect(jobs.list().find((job) => job.id === second)).toMatchObject({ phase: 'running' });
    await jobs.cancelAll();
    expect(jobs.list().every((job) => job.phase === 'cancelled')).toBe(true);
  });
});

test('reports at most ten times a second, and always the last time', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
  const { jobs, pushed } = makeRunner();
  const id = jobs.start('import', 'Importing', async (_signal, report) => {
    for (let step = 1; step <= 100; step += 1) {
      report({ records: step });
      await vi.advanceTimersByTimeAsync(10);
    }
    report({ records: 1000 });
  });
  await jobs.ended(id);
  vi.useRealTimers();
  expect(pushed.length).toBeLessThanOrEqual(14);
  expect(pushed.length).toBeGreaterThan(8);
  expect(pushed.at(-1)).toMatchObject({ phase: 'done', counts: { records: 1000, elapsedMs: 1000 } });
  expect(pushed.at(-3)?.counts.recordsPerSecond).toBeGreaterThan(90);
});

test('keeps what runs and the last that ended', async () => {
  const { jobs } = makeRunner();
  const running = jobs.start('check', 'running', untilAborted);
  for (let round = 0; round < 4; round += 1) await jobs.ended(jobs.start('import', `${round}`, async () => {}));
  expect(jobs.list().map((job) => job.title)).toEqual(['running', '2', '3']);
  jobs.cancel(99);
  jobs.cancel(running);
  await jobs.ended(running);
});

describe('a job that is paused', () => {
  test('passes its gate only when it is resumed, and is pushed as paused', async () => {
    const { jobs, pushed } = makeRunner();
    let passed = 0;
    const id = jobs.start('import', 'Importing', async (_signal, _report, gate) => {
      for (let step = 0; step < 5; step += 1) {
        await gate.pass();
        passed += 1;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
    jobs.pause(id);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(passed).toBe(0);
    expect(pushed.at(-1)).toMatchObject({ phase: 'running', isPaused: true });
    jobs.resume(id);
    expect(await jobs.ended(id)).toMatchObject({ phase: 'done', isPaused: false });
    expect(passed).toBe(5);
  });

  test('can be cancelled', async () => {
    const { jobs } = makeRunner();
    const id = jobs.start('import', 'Importing', async (_signal, _report, gate) => gate.pass());
    jobs.pause(id);
    await new Promise((resolve) => setTimeout(resolve, 5));
    jobs.cancel(id);
    expect(await jobs.ended(id)).toMatchObject({ phase: 'cancelled', isPaused: false });
    jobs.pause(id);
    expect(jobs.list().at(-1)).toMatchObject({ isPaused: false });
  });
});
