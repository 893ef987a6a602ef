import { useMemo } from 'react';

import type { JsonObject } from '../../shared/json.ts';
import { sentenceOf, type SentencePart } from '../../shared/sentence/sentence.ts';
import { useView } from '../state/AppStateProvider.tsx';
import { legible } from '../ui/legible.ts';
import { formatTime } from '../ui/times.ts';
import { InlineValue } from './ValueMenu.tsx';

type SentenceLineProps = { readonly record: JsonObject; readonly isRoot: boolean };

/** Who did what, to what, from where, and how it ended; what it names can become a filter. */
export function SentenceLine({ record, isRoot }: SentenceLineProps) {
  const timeZone = useView((view) => view.query.timeZone);
  const parts = useMemo(() => sentenceOf(record, { timeText: (ms) => timeTextIn(ms, timeZone) }), [record, timeZone]);
  return (
    <p className="sentence selectable">
      {parts.map((part, index) => (
        <Part key={index} part={part} isRoot={isRoot} />
      ))}
    </p>
  );
}

export function timeTextIn(ms: number, timeZone: string): string {
  return `${formatTime(new Date(ms).toISOString(), timeZone)} ${timeZone}`;
}

type PartProps = { readonly part: SentencePart; readonly isRoot: boolean };

function Part({ part: { text, kind, filter }, isRoot }: PartProps) {
  if (kind === 'plain' || kind === 'outcome') return <span>{legible(text)}</span>;
  const tone = kind === 'error' || (kind === 'actor' && isRoot) ? 'cell-error' : undefined;
  if (!filter) return <b className={tone}>{legible(text)}</b>;
  return (
    <InlineValue
      target={{ path: filter.path, value: filter.value, text: filter.value }}
      className={['strong', tone].filter(Boolean).join(' ')}
      title={filter.value === text ? undefined : filter.value}
    >
      {text}
    </InlineValue>
  );
}
