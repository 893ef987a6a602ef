import { describe, expect, test } from 'vitest';

import { dispatch, type CoreHandlers } from '../../main/core/dispatch.ts';
import { AppError } from '../../shared/errors.ts';

const bugs: unknown[] = [];

function call(name: string, input: unknown, handlers: Partial<CoreHandlers>, signal = new AbortController().signal) {
  bugs.length = 0;
  return dispatch(handlers as CoreHandlers, { name, input, signal }, (error) => bugs.push(error));
}

describe('a call', () => {
  test('is given the input as the contract reads it, and answers', async () => {
    const given: unknown[] = [];
    const handlers: Partial<CoreHandlers> = {
      'jobs.cancel': (input) => {
        given.push(input);
        return {};
      },
    };
    expect(await call('jobs.cancel', { jobId: 3, other: 1 }, handlers)).toEqual({ ok: true, value: {} });
    expect(given).toEqual([{ jobId: 3 }]);
  });

  test.each([['none'], ['constructor'], ['__proto__'], ['shell.info']])('named %s does not exist', async (name) => {
    expect(await call(name, {}, {})).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  test('with another input than the contract has is refused before it runs', async () => {
    expect(await call('jobs.cancel', { jobId: '3' }, {})).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  test('that fails as expected gives code, message and place', async () => {
    const error = new AppError('filter/invalid', 'Wrong', { detail: { from: 1, to: 2 } });
    const reply = await call('workspace.recent', {}, { 'workspace.recent': () => Promise.reject(error) });
    expect(reply).toEqual({
      ok: false,
      error: { code: 'filter/invalid', message: 'Wrong', detail: { from: 1, to: 2 } },
    });
    expect(bugs).toEqual([]);
  });

  test('that fails by a bug is internal, and the bug is logged', async () => {
    const bug = new RangeError('odd');
    const throwing = () => {
      throw bug;
    };
    expect(await call('workspace.recent', {}, { 'workspace.recent': throwing })).toMatchObject({
      ok: false,
      error: { code: 'internal', message: 'Internal error: odd' },
    });
    expect(bugs).toEqual([bug]);
  });

  test('that was aborted is cancelled, whatever it threw', async () => {
    const abort = new AbortController();
    abort.abort();
    const failing = { 'workspace.recent': () => Promise.reject(new Error('INTERRUPT')) };
    const reply = await call('workspace.recent', {}, failing, abort.signal);
    expect(reply).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(bugs).toEqual([]);
  });
});
