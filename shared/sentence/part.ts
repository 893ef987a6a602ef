// The pieces a sentence is made of.

export type SentenceKind = 'plain' | 'actor' | 'action' | 'target' | 'place' | 'outcome' | 'error';

/** The events that have this value: the way into the record as the filter language writes it, without indexes of lists. */
export type SentenceFilter = { readonly path: readonly string[]; readonly value: string };

export type SentencePart = {
  readonly text: string;
  readonly kind: SentenceKind;
  /** The exact value in the record that the part stands for; `text` may be a shorter form of it. */
  readonly filter?: SentenceFilter;
};

export type Sentence = readonly SentencePart[];

export function plain(text: string): SentencePart {
  return { text, kind: 'plain' };
}

/** A value of the record, in a form that fits a sentence. */
export function valuePart(kind: SentenceKind, text: string, filter?: SentenceFilter): SentencePart {
  const shown = shownText(text);
  return filter === undefined ? { text: shown, kind } : { text: shown, kind, filter };
}

const longestValue = 90;
const shownEnd = 20;

/** One line of limited length, without characters that move or hide others. */
export function shownText(text: string, longest = longestValue): string {
  const line = text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replaceAll(/\p{Cf}/gu, '')
    .trim();
  const letters = Array.from(line);
  if (letters.length <= longest) return line;
  return `${letters.slice(0, longest - shownEnd - 1).join('')}…${letters.slice(-shownEnd).join('')}`;
}

/** `A, B and C`; of many the first few and how many more there are. */
export function listed(parts: Sentence, most = 3): Sentence {
  const shown = parts.length > most + 1 ? parts.slice(0, most) : parts;
  const more = parts.length - shown.length;
  const last = more > 0 ? [plain(` and ${more} more`)] : [];
  const between = (index: number): string => (index < shown.length - 1 || more > 0 ? ', ' : ' and ');
  return [...shown.flatMap((part, index) => (index === 0 ? [part] : [plain(between(index)), part])), ...last];
}

/** Joins neighbours of plain text and drops what is empty. */
export function joined(parts: Sentence): Sentence {
  const result: SentencePart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.text === '') continue;
    if (last?.kind === 'plain' && part.kind === 'plain' && !last.filter && !part.filter) {
      result[result.length - 1] = plain(last.text + part.text);
    } else result.push(part);
  }
  return result;
}
