import { useState } from 'react';

import { formatCount } from './numbers.ts';

type FoldedTextProps = {
  readonly text: string;
  /** What the text is, for the button that unfolds it. */
  readonly name: string;
  /** Where the text begins to be of interest: what it shares with the one beside it can be long. */
  readonly from?: number;
};

const longest = 360;
const mostLines = 8;

/** So much is shown of what stands before the place of interest. */
const lead = 40;

/** A text of any length: of a long one a piece, until asked for all of it. */
export function FoldedText({ text, name, from = 0 }: FoldedTextProps) {
  const [isWhole, setWhole] = useState(false);
  const piece = pieceOf(text, from);
  if (piece === text) return <span className="folded-text">{text}</span>;
  return (
    <>
      <span className="folded-text">{isWhole ? text : piece}</span>{' '}
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

function pieceOf(text: string, from: number): string {
  const start = from < longest - lead ? 0 : Math.min(from - lead, Math.max(0, text.length - longest));
  const lines = text
    .slice(start, start + longest)
    .split('\n')
    .slice(0, mostLines);
  const piece = lines.join('\n');
  const end = start + piece.length;
  return `${start > 0 ? '…' : ''}${piece}${end < text.length ? '…' : ''}`;
}

/** Where two texts begin to differ. */
export function firstDifference(a = '', b = ''): number {
  const shorter = Math.min(a.length, b.length);
  let index = 0;
  while (index < shorter && a[index] === b[index]) index += 1;
  return index;
}
