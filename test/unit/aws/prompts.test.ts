// What work waits for the user to do: asked once however many wait, and gone when nobody does.
import { expect, test } from 'vitest';

import { Prompts } from '../../../main/core/aws/prompts.ts';
import type { Prompt } from '../../../shared/aws/profile.ts';

const never = new AbortController().signal;
const mfa = { kind: 'mfa', profile: 'prod', serial: 'arn:aws:iam::111122223333:mfa/jo' } as const;
const renew = { kind: 'renew', profile: 'prod', message: 'Ended.' } as const;
const signIn = { kind: 'signIn', profile: 'prod', command: 'aws sso login --profile prod', message: 'Ended.' } as const;

function make(): { prompts: Prompts; changes: (readonly Prompt[])[] } {
  const changes: (readonly Prompt[])[] = [];
  return { prompts: new Prompts((list) => void changes.push(list)), changes };
}

test('several that ask the same are one prompt, with one answer', async () => {
  const { prompts, changes } = make();
  const waiting = [prompts.ask(mfa, never), prompts.ask(mfa, never)];
  const other = prompts.ask({ ...mfa, profile: 'dev' }, never);
  expect(prompts.list().map(({ profile }) => profile)).toEqual(['prod', 'dev']);
  prompts.answer(prompts.list()[0]!.id, '123456');
  expect(await Promise.all(waiting)).toEqual(['123456', '123456']);
  prompts.answer(prompts.list()[0]!.id, '654321');
  expect(await other).toBe('654321');
  expect(changes.map((list) => list.length)).toEqual([1, 2, 1, 0]);
});

test('one that leaves does not answer for the others; the last takes the prompt with it', async () => {
  const { prompts } = make();
  const [one, two] = [new AbortController(), new AbortController()];
  const waiting = [prompts.ask(renew, one.signal), prompts.ask(renew, two.signal)];
  one.abort();
  await expect(waiting[0]).rejects.toMatchObject({ code: 'cancelled' });
  expect(prompts.list()).toHaveLength(1);
  two.abort();
  await expect(waiting[1]).rejects.toMatchObject({ code: 'cancelled' });
  expect(prompts.list()).toEqual([]);
});

test('a signal that is aborted already asks nothing for long', async () => {
  const { prompts } = make();
  await expect(prompts.ask(mfa, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  expect(prompts.list()).toEqual([]);
});

test.each([
  [mfa, 'aws/mfa'],
  [renew, 'aws/expired'],
  [signIn, 'aws/sign-in'],
] as const)('dismissed: %o', async (asked, code) => {
  const { prompts } = make();
  const waiting = prompts.ask(asked, never);
  prompts.dismiss(prompts.list()[0]!.id);
  await expect(waiting).rejects.toMatchObject({ code });
  expect(prompts.list()).toEqual([]);
});

test('trying again is for what was renewed, not for codes, and for one profile', async () => {
  const { prompts } = make();
  const waiting = [prompts.ask(renew, never), prompts.ask(signIn, never)];
  const others = new AbortController();
  const left = [prompts.ask(mfa, others.signal), prompts.ask({ ...renew, profile: 'dev' }, others.signal)];
  prompts.retry('prod');
  expect(await Promise.all(waiting)).toEqual(['', '']);
  expect(prompts.list().map(({ kind, profile }) => [kind, profile])).toEqual([
    ['mfa', 'prod'],
    ['renew', 'dev'],
  ]);
  others.abort();
  await Promise.allSettled(left);
});

test('answers to what is gone do nothing, and no prompt has the id of another', async () => {
  const { prompts } = make();
  const first = prompts.ask(mfa, never);
  const { id } = prompts.list()[0]!;
  prompts.answer(id, '1');
  await first;
  prompts.answer(id, '2');
  prompts.dismiss(id);
  const second = prompts.ask(mfa, never);
  expect(prompts.list()[0]!.id).not.toBe(id);
  prompts.answer(prompts.list()[0]!.id, '3');
  expect(await second).toBe('3');
});
