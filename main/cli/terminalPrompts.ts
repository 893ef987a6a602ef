// Asks on the terminal for what work waits for: a code of an MFA device, a sign-in, credentials that have ended. Where
// there is no terminal, what waits fails with the next step.
import { createInterface } from 'node:readline/promises';

import type { AwsAccess } from '../core/aws/access.ts';
import type { Prompts } from '../core/aws/prompts.ts';
import type { DeviceSignIn, Prompt } from '../../shared/aws/profile.ts';
import { AppError, isCancelled } from '../../shared/errors.ts';
import { isAtTerminal, onTerminal } from './onTerminal.ts';
import { clearProgress } from './progress.ts';

type Parts = { readonly access: AwsAccess; readonly prompts: Prompts };

export class TerminalPrompts {
  private readonly parts: Parts;
  private readonly signal: AbortSignal;
  private readonly met = new Set<number>();
  /** One question after the other. */
  private last: Promise<void> = Promise.resolve();
  private asking: { readonly id: number; readonly abort: AbortController } | undefined;

  constructor(parts: Parts, signal: AbortSignal) {
    this.parts = parts;
    this.signal = signal;
  }

  /** Called with everything that waits, with each change of it. */
  changed(waiting: readonly Prompt[]): void {
    // Settled elsewhere, as by `aws sso login` in another terminal.
    if (this.asking !== undefined && !waiting.some(({ id }) => id === this.asking?.id)) this.asking.abort.abort();
    for (const prompt of waiting.filter(({ id }) => !this.met.has(id))) {
      this.met.add(prompt.id);
      this.last = this.last.then(() => this.answer(prompt));
    }
  }

  private async answer(prompt: Prompt): Promise<void> {
    const { prompts } = this.parts;
    if (!isAtTerminal() || this.signal.aborted) return prompts.dismiss(prompt.id);
    if (!prompts.list().some(({ id }) => id === prompt.id)) return;
    const abort = new AbortController();
    this.asking = { id: prompt.id, abort };
    try {
      prompts.answer(prompt.id, await this.ask(prompt, AbortSignal.any([this.signal, abort.signal])));
    } catch (error) {
      if (error instanceof AppError && !isCancelled(error)) say(error.message);
      prompts.dismiss(prompt.id);
    } finally {
      this.asking = undefined;
    }
  }

  private async ask(prompt: Prompt, signal: AbortSignal): Promise<string> {
    const { access } = this.parts;
    switch (prompt.kind) {
      case 'mfa': {
        if (prompt.message !== undefined) say(prompt.message);
        return question(`Code of ${prompt.serial} for profile "${prompt.profile}": `, signal);
      }
      case 'signIn': {
        say(prompt.message);
        await access.signIn(prompt.profile, signal);
        return '';
      }
      case 'renew': {
        say(prompt.message);
        return question('Press Enter when that is done, or Ctrl+C to stop: ', signal);
      }
    }
  }
}

export function showSignIn(signIn: DeviceSignIn | undefined): void {
  if (signIn === undefined || !process.stderr.isTTY) return;
  say(`To sign in, open ${signIn.url}\nand confirm the code ${signIn.userCode}`);
}

async function question(text: string, signal: AbortSignal): Promise<string> {
  clearProgress();
  // Not as a terminal of its own: Ctrl+C then stops the command.
  const reader = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  try {
    return (await reader.question(onTerminal(text), { signal })).trim();
  } finally {
    reader.close();
  }
}

function say(text: string): void {
  clearProgress();
  process.stderr.write(`${onTerminal(text, true)}\n`);
}
