import { useState } from 'react';

import { formatCount } from './numbers.ts';

type FoldedTextProps = {
  readonly text: string;
  /** What the text is, for the button that unfolds it. */
  readonly name: string;
};

const longest = 360;
const mostLines = 8;

/** A text of any length: of a long one the beginning, until asked for all of it. */
export function FoldedText({ text, name }: FoldedTextProps) {
  const [isWhole, setWhole] = useState(false);
  const start = startOf(text);
  if (start === text) return <span className="folded-text">{text}</span>;
  return (
    <>
      <span className="folded-text">{isWhole ? text : `${start}…`}</span>{' '}
      <button
        type="button"
        className="link unfold"
        aria-expanded={isWhole}
        aria-label={isWhole ? `Fold ${name}` : `Show all of ${name}`}
        onClick={() => setWhole(!isWhole)}
      >
        {isWhole ? 'Fold' : `Show all ${formatCount(text.length)} characters`}
      </button>
    </>
  );
}

function startOf(text: string): string {
  const lines = text.slice(0, longest).split('\n', mostLines + 1);
  return lines.length > mostLines ? lines.slice(0, mostLines).join('\n') : text.slice(0, longest);
}
