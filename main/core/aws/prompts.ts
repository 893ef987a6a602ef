// What work waits for the user to do. The window and the terminal show these; each is asked once, however many wait.
import { AppError } from '../../../shared/errors.ts';
import type { Prompt } from '../../../shared/aws/profile.ts';

type Asked = Prompt extends infer Each ? (Each extends Prompt ? Omit<Each, 'id'> : never) : never;

type Waiting = {
  readonly prompt: Prompt;
  readonly answer: Promise<string>;
  readonly resolve: (code: string) => void;
  readonly reject: (error: AppError) => void;
  waiters: number;
};

export class Prompts {
  private readonly waiting = new Map<string, Waiting>();
  private readonly onChange: (prompts: readonly Prompt[]) => void;
  private lastId = 0;

  constructor(onChange: (prompts: readonly Prompt[]) => void) {
    this.onChange = onChange;
  }

  list(): readonly Prompt[] {
    return [...this.waiting.values()].map(({ prompt }) => prompt);
  }

  /**
   * Waits for an answer: the code of an `mfa` prompt, an empty text for the others, which means to try again.
   * `kind` and `profile` make a prompt the same. Errors: cancelled by the signal, aws/* when it was dismissed.
   */
  async ask(asked: Asked, signal: AbortSignal): Promise<string> {
    const key = JSON.stringify([asked.kind, asked.profile]);
    const waiting = this.waiting.get(key) ?? this.add(key, asked);
    waiting.waiters += 1;
    let leave = (): void => undefined;
    const left = new Promise<never>((_resolve, reject) => {
      leave = () => reject(new AppError('cancelled', 'Cancelled'));
      if (signal.aborted) leave();
      signal.addEventListener('abort', leave, { once: true });
    });
    try {
      return await Promise.race([waiting.answer, left]);
    } finally {
      signal.removeEventListener('abort', leave);
      waiting.waiters -= 1;
      // Nobody waits any more: there is nothing to ask.
      if (waiting.waiters === 0) this.remove(key, waiting);
    }
  }

  answer(id: number, code: string): void {
    const found = this.find(id);
    if (found === undefined) return;
    this.remove(...found);
    found[1].resolve(code);
  }

  /** What waits for it fails with aws/sign-in, aws/mfa or aws/expired. */
  dismiss(id: number): void {
    const found = this.find(id);
    if (found === undefined) return;
    this.remove(...found);
    found[1].reject(dismissed(found[1].prompt));
  }

  /** Whatever waits for a profile's sign-in or renewal tries again. */
  retry(profile: string): void {
    for (const prompt of this.list())
      if (prompt.profile === profile && prompt.kind !== 'mfa') this.answer(prompt.id, '');
  }

  private find(id: number): readonly [string, Waiting] | undefined {
    return [...this.waiting].find(([, { prompt }]) => prompt.id === id);
  }

  private add(key: string, asked: Asked): Waiting {
    this.lastId += 1;
    const { promise, resolve, reject } = promiseParts();
    const waiting = { prompt: { ...asked, id: this.lastId } as Prompt, answer: promise, resolve, reject, waiters: 0 };
    this.waiting.set(key, waiting);
    this.onChange(this.list());
    return waiting;
  }

  private remove(key: string, waiting: Waiting): void {
    if (this.waiting.get(key) !== waiting) return;
    this.waiting.delete(key);
    this.onChange(this.list());
  }
}

function promiseParts(): Pick<Waiting, 'resolve' | 'reject'> & { readonly promise: Promise<string> } {
  let resolve: (code: string) => void = () => undefined;
  let reject: (error: AppError) => void = () => undefined;
  const promise = new Promise<string>((onAnswer, onDismissal) => {
    resolve = onAnswer;
    reject = onDismissal;
  });
  // Dismissed while nobody waits: no one is to be told.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

function dismissed(prompt: Prompt): AppError {
  switch (prompt.kind) {
    case 'signIn':
      return new AppError('aws/sign-in', prompt.message);
    case 'mfa':
      return new AppError('aws/mfa', `Profile "${prompt.profile}" needs a code of ${prompt.serial}. None was given.`);
    case 'renew':
      return new AppError('aws/expired', prompt.message);
  }
}
