import { useRef } from 'react';

import { useSetting } from '../state/useSetting.ts';

const most = 100;

export type SqlHistory = {
  /** The last first. */
  readonly asked: readonly string[];
  readonly add: (sql: string) => void;
  readonly clear: () => void;
  /** One step back (1) or forth (-1) from the text that is being written; `undefined` at either end. */
  readonly step: (by: 1 | -1, current: string) => string | undefined;
};

/** The questions that were run, also before the app was started; what is being written is not lost on the way back. */
export function useSqlHistory(): SqlHistory {
  const [asked, setAsked] = useSetting('sqlHistory');
  const place = useRef({ index: -1, draft: '' });
  const add = (sql: string) => {
    place.current = { index: -1, draft: '' };
    const text = sql.trim();
    if (text !== '') setAsked((before) => withAsked(before, text));
  };
  const step: SqlHistory['step'] = (by, current) => {
    const { index, draft } = place.current;
    // What was changed on the way is a new draft.
    const isAtHistory = index >= 0 && asked[index] === current.trim();
    const from = isAtHistory ? index : -1;
    const next = from + by;
    if (next < -1 || next >= asked.length) return undefined;
    place.current = { index: next, draft: from === -1 ? current : draft };
    return next === -1 ? draft : asked[next];
  };
  return { asked, add, clear: () => setAsked([]), step };
}

/** The history with this question at its head, and only there. */
function withAsked(asked: readonly string[], text: string): readonly string[] {
  return [text, ...asked.filter((other) => other !== text)].slice(0, most);
}
