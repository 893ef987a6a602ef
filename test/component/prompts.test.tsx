import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { AppError } from '../../shared/errors.ts';
import { awsHandlers } from '../builders/fakeAws.ts';
import { makeEvents, makeJob } from '../builders/fakeWorkspace.ts';
import { idle, renderApp, renderWorkspace } from './renderApp.tsx';

const signInPrompt = {
  id: 1,
  kind: 'signIn' as const,
  profile: 'prod',
  command: 'aws sso login --profile prod',
  message: 'The SSO session "corp" has expired.',
};
const device = {
  profile: 'prod',
  userCode: 'WDJB-MJHT',
  url: 'https://device.sso.eu-west-1.amazonaws.com/?user_code=WDJB-MJHT',
  expiresAt: new Date(Date.now() + 10 * 60_000).toISOString(),
};

/** A sign-in that lasts until it is ended from outside or cancelled. */
function heldSignIn() {
  let finish: (() => void) | undefined;
  const seen = { cancelled: 0 };
  const answer = (_input: unknown, signal: AbortSignal) =>
    new Promise<Record<string, never>>((resolve, reject) => {
      finish = () => resolve({});
      signal.addEventListener('abort', () => {
        seen.cancelled += 1;
        reject(new AppError('cancelled', 'Cancelled'));
      });
    });
  return { answer, seen, finish: () => finish?.() };
}

test('what waited before the window was there is asked for', async () => {
  await renderApp({ ...awsHandlers, 'aws.prompts': () => ({ prompts: [signInPrompt] }) });
  const card = screen.getByRole('group', { name: 'Sign in: prod' });
  expect(card.textContent).toContain('The SSO session "corp" has expired.');
  expect(within(card).getByText('aws sso login --profile prod')).toBeTruthy();
});

test('signing in shows the code, opens the browser once, and ends by itself', async () => {
  const held = heldSignIn();
  const { bridge, push, user } = await renderApp({ ...awsHandlers, 'aws.signIn': held.answer });
  await push('prompts', { prompts: [signInPrompt] });
  const card = screen.getByRole('group', { name: 'Sign in: prod' });
  await user.click(within(card).getByRole('button', { name: 'Sign in' }));
  await push('signIn', { signIn: device });
  expect(within(card).getByRole('status', { name: 'Code' }).textContent).toBe('WDJB-MJHT');
  expect(card.textContent).toMatch(/9 min left/);
  expect(bridge.inputsOf('shell.openExternal')).toEqual([{ url: device.url }]);
  await user.click(within(card).getByRole('button', { name: 'Copy the code' }));
  expect(bridge.inputsOf('shell.copyText')).toEqual([{ text: 'WDJB-MJHT' }]);
  await user.click(within(card).getByRole('button', { name: 'Open the browser' }));
  expect(bridge.inputsOf('shell.openExternal')).toHaveLength(2);
  await act(async () => held.finish());
  await push('signIn', {});
  await push('prompts', { prompts: [] });
  await idle();
  expect(screen.queryByRole('group', { name: 'Sign in: prod' })).toBeNull();
});

test('a sign-in is cancelled, and its prompt dismissed', async () => {
  const held = heldSignIn();
  const { bridge, push, user } = await renderApp({ ...awsHandlers, 'aws.signIn': held.answer });
  await push('prompts', { prompts: [signInPrompt] });
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  await push('signIn', { signIn: device });
  await user.click(screen.getByRole('button', { name: 'Cancel sign-in' }));
  await waitFor(() => expect(held.seen.cancelled).toBe(1));
  expect(screen.queryByRole('status', { name: 'Code' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(bridge.inputsOf('aws.dismiss')).toEqual([{ promptId: 1 }]);
});

test('a sign-in that fails says why and can be begun again', async () => {
  const { bridge, push, user } = await renderApp({
    ...awsHandlers,
    'aws.signIn': () => {
      throw new AppError('aws/unreachable', 'No answer from oidc.eu-west-1.amazonaws.com.');
    },
  });
  await push('prompts', { prompts: [signInPrompt] });
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  await screen.findByText('No answer from oidc.eu-west-1.amazonaws.com.');
  expect(screen.getByRole('alert').textContent).toContain('No answer from oidc.eu-west-1.amazonaws.com.');
  await user.click(screen.getByRole('button', { name: 'Sign in again' }));
  await idle();
  expect(bridge.inputsOf('aws.signIn')).toHaveLength(2);
});

test('a code of six digits is taken by Enter, and nothing else is', async () => {
  const { bridge, push, user } = await renderApp(awsHandlers);
  const serial = 'arn:aws:iam::111122223333:mfa/alice-phone';
  await push('prompts', { prompts: [{ id: 4, kind: 'mfa', profile: 'deploy', serial }] });
  const card = screen.getByRole('group', { name: 'MFA code: deploy' });
  expect(card.textContent).toContain('alice-phone');
  const code = within(card).getByRole<HTMLInputElement>('textbox', { name: 'MFA code' });
  await user.type(code, '12a34{Enter}');
  expect(bridge.inputsOf('aws.answer')).toEqual([]);
  await user.type(code, '56{Enter}');
  expect(bridge.inputsOf('aws.answer')).toEqual([{ promptId: 4, code: '123456' }]);
  await user.click(within(card).getByRole('button', { name: 'Cancel' }));
  expect(bridge.inputsOf('aws.dismiss')).toEqual([{ promptId: 4 }]);
});

test('a code that was refused is told, announced, and the next one can be typed at once', async () => {
  const { push, user } = await renderApp(awsHandlers);
  const prompt = { kind: 'mfa', profile: 'deploy', serial: 'arn:aws:iam::111122223333:mfa/alice-phone' } as const;
  await push('prompts', { prompts: [{ id: 4, ...prompt }] });
  await user.type(screen.getByRole('textbox', { name: 'MFA code' }), '999999{Enter}');
  await push('prompts', { prompts: [] });
  await push('prompts', { prompts: [{ id: 5, ...prompt, message: 'The code was refused.' }] });
  expect(screen.getByRole('alert').textContent).toContain('The code was refused.');
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'MFA code' }));
});

test('the focus stays with a sign-in whose buttons change, and elsewhere when it is there', async () => {
  const held = heldSignIn();
  const { push, user } = await renderApp({ ...awsHandlers, 'aws.signIn': held.answer });
  const elsewhere = screen.getByRole('button', { name: 'Open folder…' });
  elsewhere.focus();
  await push('prompts', { prompts: [signInPrompt] });
  expect(document.activeElement).toBe(elsewhere);
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  await push('signIn', { signIn: device });
  expect(document.activeElement).toBe(screen.getByRole('group', { name: 'Sign in: prod' }));
  await push('signIn', {});
  await push('prompts', { prompts: [] });
  held.finish();
  await idle();
  expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'AWS profile' }));
});

test('a command that stands beside the message is not in it as well', async () => {
  const { push } = await renderApp(awsHandlers);
  const { command } = signInPrompt;
  const message = `The SSO session "corp" has ended. Sign in, or run ${command}`;
  await push('prompts', { prompts: [{ ...signInPrompt, message }] });
  expect(screen.getByRole('alert').textContent).toContain('has ended. Sign in. What was under way');
  expect(screen.getByText(command).tagName).toBe('CODE');
});

test('credentials that cannot be renewed from here are tried again on request', async () => {
  const { bridge, push, user } = await renderApp(awsHandlers);
  await push('prompts', { prompts: [{ id: 5, kind: 'renew', profile: 'minio', message: 'They have ended.' }] });
  const card = screen.getByRole('group', { name: 'Credentials: minio' });
  await user.click(within(card).getByRole('button', { name: 'Try again' }));
  expect(bridge.inputsOf('aws.answer')).toEqual([{ promptId: 5 }]);
});

test('an open dialog has the prompts within reach', async () => {
  const { push, user } = await renderApp(awsHandlers);
  await user.click(screen.getByRole('button', { name: 'Open logs in S3…' }));
  await push('prompts', { prompts: [signInPrompt] });
  const dialog = screen.getByRole('dialog', { name: 'Open logs in S3' });
  expect(within(dialog).getByRole('button', { name: 'Sign in' })).toBeTruthy();
});

test('an import that waits says for what', async () => {
  const { push } = await renderWorkspace(makeEvents(3), awsHandlers);
  const fetch = { objectsDone: 40, objectsTotal: 100, bytesDone: 1, bytesTotal: 2, objectsFromCache: 0 };
  await push('job', makeJob({}, { fetch: { ...fetch, bytesPerSecond: 0, concurrency: 0, isTotalKnown: true } }));
  await push('prompts', { prompts: [signInPrompt] });
  const status = screen.getByRole('status', { name: 'Import progress' });
  expect(status.textContent).toContain('Waiting for sign-in at 40 of 100 objects');
  await push('job', makeJob());
  expect(status.textContent).toBe('Waiting for sign-in');
});
