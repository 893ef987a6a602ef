// The text being typed, apart from the filter that is applied: nothing reaches the rows before the core has found
// nothing wrong with it.
import { useEffect, useRef, useState } from 'react';

import type { CallOutput } from '../../shared/ipc/contract.ts';
import { useAppState, useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { recordFailure } from '../state/session.ts';
import { useCall } from '../state/useCall.ts';
import { useSetting } from '../state/useSetting.ts';

export type FilterProblem = CallOutput<'filter.check'>['problems'][number];

export type FilterDraft = {
  readonly text: string;
  readonly problems: readonly FilterProblem[];
  readonly isApplied: boolean;
  readonly edit: (text: string) => void;
  /** Applies the text, if there is nothing wrong with it. */
  readonly apply: (text: string) => Promise<void>;
  readonly revert: () => void;
};

/** Long enough not to call a half-typed word wrong. */
const checkDelayMs = 350;

const longestHistory = 50;

export function useFilterDraft(): FilterDraft {
  const { client, session } = useAppState();
  const applied = useView((view) => view.query.filter);
  const timeZone = useView((view) => view.query.timeZone);
  const update = useUpdateView();
  const [, setHistory] = useSetting('filterHistory');
  // What is typed belongs to the filter it was begun on: one applied from elsewhere takes its place.
  const [typed, setTyped] = useState({ applied, text: applied });
  const text = typed.applied === applied ? typed.text : applied;
  const setText = (next: string) => setTyped({ applied, text: next });
  const [refused, setRefused] = useState<{ readonly text: string; readonly problems: readonly FilterProblem[] }>();

  const settled = useSettled(text, checkDelayMs);
  const check = useCall('filter.check', settled.trim() === '' ? undefined : { text: settled, timeZone });
  const checked = settled === text && !check.isOld ? (check.data?.problems ?? []) : [];
  // What is only not finished yet is not called wrong while it is typed.
  const found = text === applied ? checked : checked.filter(({ to }) => to < text.trimEnd().length);
  const problems = refused?.text === text ? refused.problems : found;

  const newest = useRef(0);
  const apply = async (next: string) => {
    newest.current += 1;
    const own = newest.current;
    setText(next);
    try {
      const wrong = next.trim() === '' ? [] : (await client.call('filter.check', { text: next, timeZone })).problems;
      if (own !== newest.current) return;
      setRefused({ text: next, problems: wrong });
      if (wrong.length > 0) return;
      const filter = next.trim();
      update(({ query }) => ({ query: { ...query, filter } }));
      // What was typed meanwhile is kept.
      setTyped((now) => ({ applied: filter, text: now.text === next ? filter : now.text }));
      if (filter !== '') setHistory((history) => withFilter(history, filter));
    } catch (error) {
      recordFailure(session, error);
    }
  };
  return {
    text,
    problems,
    isApplied: text.trim() === applied,
    edit: setText,
    apply,
    revert: () => setText(applied),
  };
}

/** The last applied first, each once. */
function withFilter(history: readonly string[], filter: string): readonly string[] {
  return [filter, ...history.filter((other) => other !== filter)].slice(0, longestHistory);
}

/** The value once it has stood still for a while. */
function useSettled(value: string, delayMs: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return settled;
}
