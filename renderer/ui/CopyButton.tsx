import { useEffect, useState } from 'react';

import { useRun } from '../state/useRun.ts';

type CopyButtonProps = { readonly text: string; readonly label: string; readonly className?: string };

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
    if (await run('shell.copyText', { text })) setCopied(true);
  };
  return (
    <button type="button" className={className} onClick={() => void copy()}>
      {isCopied ? 'Copied' : label}
    </button>
  );
}
