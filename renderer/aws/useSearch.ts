// A question of a dialog whose answer comes bit by bit: what is pushed meanwhile is shown, a new question ends the one
// before, and closing the dialog ends the last.
import { useCallback, useEffect, useRef, useState } from 'react';

import { isCancelled, type AppError } from '../../shared/errors.ts';
import type { CallInput, CallOutput } from '../../shared/ipc/contract.ts';
import { useAppState } from '../state/AppStateProvider.tsx';
import { toAppError } from '../state/session.ts';

const messages = { 'trails.find': 'trails', 'trails.days': 'trailDays', 'trails.count': 'trailObjects' } as const;

type SearchName = keyof typeof messages;
type Question<Name extends SearchName> = Omit<CallInput<Name>, 'searchId'>;

type Answer<Found> = {
  /** Which question it answers. */
  readonly key: string;
  readonly found?: Found;
  readonly error?: AppError;
  readonly hasEnded: boolean;
};

type Search<Found> = {
  readonly found: Found | undefined;
  readonly error: AppError | undefined;
  readonly isRunning: boolean;
  /** Ends the search and keeps what it has found. */
  readonly stop: () => void;
};

type SearchOptions = {
  /** Waits so long for the question to change no more. */
  readonly delayMs?: number;
  /** Grows when the same is to be asked again. */
  readonly attempt?: number;
};

/** Asks `question`; with `undefined` in its place nothing is asked and nothing is found. */
export function useSearch<Name extends SearchName>(
  name: Name,
  question: Question<Name> | undefined,
  { delayMs = 0, attempt = 0 }: SearchOptions = {},
): Search<CallOutput<Name>> {
  const { client } = useAppState();
  const [answer, setAnswer] = useState<Answer<CallOutput<Name>>>();
  const running = useRef<AbortController>(undefined);
  const key = question && JSON.stringify([question, attempt]);
  useEffect(() => {
    if (key === undefined) return undefined;
    const controller = new AbortController();
    running.current = controller;
    const take = (part: Omit<Answer<CallOutput<Name>>, 'key'>) => {
      if (!controller.signal.aborted) setAnswer((before) => ({ ...(before?.key === key && before), ...part, key }));
    };
    const searchId = crypto.randomUUID();
    const end = client.on(messages[name], (found) => {
      if (found.searchId === searchId) take({ found: found as CallOutput<Name>, hasEnded: false });
    });
    const ask = async () => {
      const [asked] = JSON.parse(key) as [Question<Name>];
      try {
        const found = await client.call(name, { ...asked, searchId } as CallInput<Name>, controller.signal);
        take({ found, hasEnded: true });
      } catch (error) {
        if (!isCancelled(error)) take({ error: toAppError(error), hasEnded: true });
      }
    };
    const timer = setTimeout(() => void ask(), delayMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
      end();
    };
  }, [client, name, key, delayMs]);
  const stop = useCallback(() => {
    running.current?.abort();
    // What was found of another question is no answer to this one.
    setAnswer((before) => ({ ...(before?.key === key && before), key: key ?? '', hasEnded: true }));
  }, [key]);
  const own = key !== undefined && answer?.key === key ? answer : undefined;
  return { found: own?.found, error: own?.error, isRunning: key !== undefined && !own?.hasEnded, stop };
}
