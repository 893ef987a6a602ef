import { useState } from 'react';

import { useAppState } from '../state/AppStateProvider.tsx';
import { recordFailure } from '../state/session.ts';
import { readProblemsAsText } from './readProblems.ts';

type CopyProblemsProps = {
  readonly wanted: Parameters<typeof readProblemsAsText>[1];
  readonly label: string;
  /** The accessible name, where the label does not say it all. */
  readonly name?: string;
};

/** Copies problems as text: those of a file, of a kind, or all. */
export function CopyProblems({ wanted, label, name }: CopyProblemsProps) {
  const { client, session } = useAppState();
  const [copied, setCopied] = useState<string>();
  const key = JSON.stringify(wanted);
  const copy = async () => {
    try {
      await client.call('shell.copyText', { text: await readProblemsAsText(client, wanted) });
      setCopied(key);
    } catch (error) {
      recordFailure(session, error);
    }
  };
  return (
    <button type="button" className="button quiet small" aria-label={name} onClick={() => void copy()}>
      {copied === key ? 'Copied' : label}
    </button>
  );
}
