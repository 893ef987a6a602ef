import { useEffect, useRef, useState } from 'react';

/** The value, changed no more often than every so many milliseconds; the last one always arrives. */
export function usePaced<Value>(value: Value, everyMs: number): Value {
  const [paced, setPaced] = useState(value);
  const changedAt = useRef(0);
  useEffect(() => {
    if (Object.is(value, paced)) return undefined;
    const waitMs = Math.max(0, changedAt.current + everyMs - Date.now());
    const timer = setTimeout(() => {
      changedAt.current = Date.now();
      setPaced(() => value);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [value, paced, everyMs]);
  return paced;
}
