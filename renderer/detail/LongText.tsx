import { useState } from 'react';

import { formatCount } from '../ui/numbers.ts';
import { indentJson } from './indentJson.ts';
import { Value, type Target } from './ValueMenu.tsx';

const longest = 280;

type LongTextProps = { readonly target: Target; readonly label: string };

/** A value of any length: of a long one the beginning, until asked for all of it; a policy then as indented JSON. */
export function LongText({ target, label }: LongTextProps) {
  const [isWhole, setWhole] = useState(false);
  const { text } = target;
  if (text.length <= longest && !isDocument(text)) {
    return (
      <Value target={target} label={label}>
        {text}
      </Value>
    );
  }
  return (
    <span className="long-text">
      {isWhole ? (
        <span className="long-text-whole mono selectable">{isDocument(text) ? indentJson(text) : text}</span>
      ) : (
        <Value target={target} label={label}>
          {text.length <= longest ? text : `${text.slice(0, longest)}…`}
        </Value>
      )}
      <button type="button" className="link" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
        {isWhole ? 'Fold' : isDocument(text) ? 'Show as JSON' : `Show all ${formatCount(text.length)} characters`}
        <span className="visually-hidden"> of {label}</span>
      </button>
    </span>
  );
}

/** Policies are JSON in a text. */
function isDocument(text: string): boolean {
  if (text.length < 40 || !/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
