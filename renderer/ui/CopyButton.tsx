import { useEffect, useState } from 'react';

import { useRun } from '../state/useRun.ts';

type CopyButtonProps = {
  /** Worked out when it is asked for, where it may be long. */
  readonly text: string | (() => string);
  readonly label: string;
  readonly className?: string;
};

const saidForMs = 1500;

/** Copies a text, and says so for a moment in its own place. */
export function CopyButton({ text, label, className = 'button quiet small' }: CopyButtonProps) {
  const run = useRun();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), saidForMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    if (await run('shell.copyText', { text: typeof text === 'string' ? text : text() })) setCopied(true);
  };
  return (
    <button type="button" className={className} onClick={() => void copy()}>
      {isCopied ? 'Copied' : label}
    </button>
  );
}
