import { useId, useRef, useState } from 'react';

import { useRun } from '../state/useRun.ts';

const bytesPerGb = 1e9;

type LimitFieldProps = { readonly limitBytes: number; readonly onSet: () => void };

/** How much may be kept. */
export function LimitField({ limitBytes, onSet }: LimitFieldProps) {
  const run = useRun();
  const id = useId();
  const current = String(Number((limitBytes / bytesPerGb).toPrecision(4)));
  const [text, setText] = useState(current);
  const wanted = Number(text);
  const isValid = text.trim() !== '' && Number.isFinite(wanted) && wanted > 0;
  const input = useRef<HTMLInputElement>(null);
  const set = async () => {
    // The button is about to have nothing to do, and to lose the focus.
    input.current?.focus();
    if (isValid && (await run('settings.set', { cacheLimitBytes: Math.round(wanted * bytesPerGb) }))) onSet();
  };
  return (
    <form
      className="cache-limit"
      onSubmit={(event) => {
        event.preventDefault();
        void set();
      }}
    >
      <label htmlFor={id}>Limit in GB</label>
      <input
        ref={input}
        id={id}
        type="number"
        className="search"
        min={0.1}
        step="any"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="button small" disabled={!isValid || text === current}>
        Set the limit
      </button>
      <span className="muted">An import stops cleanly where it is reached.</span>
    </form>
  );
}
