// The list under the field: what may be typed next, or the filters that were applied before.
import { useEffect, useState } from 'react';

import { useAppState, useView } from '../state/AppStateProvider.tsx';
import { isBegun, suggestionsNow, type Offered, type Suggestion, type Suggestions } from './suggestions.ts';

/** Short enough not to be noticed, long enough not to ask for every letter of a fast typist. */
const askDelayMs = 30;
const mostOptions = 20;

export type Typed = { readonly text: string; readonly caret: number };

export type SuggestionList = Suggestions & {
  readonly kind: 'completions' | 'history';
  readonly active: number | undefined;
  readonly move: (by: number) => void;
  readonly close: () => void;
  /** Offers what may stand where the caret is; `isAsked` also where no word was begun. */
  readonly openAt: (typed: Typed, isAsked?: boolean) => void;
  readonly openHistory: () => void;
};

type Open =
  | { readonly kind: 'completions'; readonly typed: Typed; readonly isAsked: boolean }
  | { readonly kind: 'history' };

export function useSuggestions(history: readonly string[]): SuggestionList {
  const [open, setOpen] = useState<Open>();
  const [active, setActive] = useState<number>();
  const typed = open?.kind === 'completions' ? open.typed : undefined;
  const offered = useOffered(typed);
  const show = (next: Open | undefined) => {
    setOpen(next);
    setActive(undefined);
  };
  const shown = open?.kind === 'history' ? historyList(history) : completionList(open, offered);
  const count = shown.options.length;
  return {
    ...shown,
    kind: open?.kind ?? 'completions',
    active: active !== undefined && active < count ? active : undefined,
    move: (by) => setActive((now) => ((now ?? (by > 0 ? -1 : count)) + by + count) % count),
    close: () => show(undefined),
    openAt: (at, isAsked = false) => show({ kind: 'completions', typed: at, isAsked }),
    openHistory: () => show({ kind: 'history' }),
  };
}

function completionList(
  open: Exclude<Open, { kind: 'history' }> | undefined,
  offered: Offered | undefined,
): Suggestions {
  if (!open) return { from: 0, to: 0, options: [] };
  const { typed, isAsked } = open;
  const now = suggestionsNow(offered, typed.text, typed.caret);
  return isAsked || isBegun(now, typed.text, typed.caret) ? now : { ...now, options: [] };
}

function historyList(history: readonly string[]): Suggestions {
  return { from: 0, to: 0, options: history.map((text): Suggestion => ({ kind: 'value', text })) };
}

/** What the core offers for what is typed; the newest question wins. */
function useOffered(typed: Typed | undefined): Offered | undefined {
  const { client } = useAppState();
  const timeZone = useView((view) => view.query.timeZone);
  const range = useView((view) => view.query.range);
  const [offered, setOffered] = useState<Offered>();
  const { text, caret } = typed ?? {};
  useEffect(() => {
    if (text === undefined || caret === undefined) return undefined;
    const controller = new AbortController();
    const ask = async () => {
      const question = { filter: text, timeZone, range, cursor: caret, limit: mostOptions };
      // An offer is a courtesy: without an answer there is none.
      const found = await client.call('filter.complete', question, controller.signal).catch(() => undefined);
      if (!controller.signal.aborted) setOffered(found && { ...found, text, caret });
    };
    const timer = setTimeout(() => void ask(), askDelayMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [client, text, caret, timeZone, range]);
  return offered;
}
