// What differs between two texts, line by line first and by words within the lines that differ: a comparison of letters
// alone finds likenesses across lines, and equal lines then do not stand side by side.
import { Change, diff, presentableDiff, type DiffConfig } from '@codemirror/merge';

/** Each line stands for one letter; beyond these begin the halves of pairs. */
const mostLines = 0xd000;

type Lines = {
  /** A letter for each line, the same for equal lines. */
  readonly letters: string;
  /** Where each line begins, and at last where the text ends. */
  readonly starts: readonly number[];
};

export function lineDiff(a: string, b: string, config: DiffConfig): readonly Change[] {
  const known = new Map<string, number>();
  const [linesA, linesB] = [readLines(a, known), readLines(b, known)];
  if (known.size > mostLines) return presentableDiff(a, b, config);
  return diff(linesA.letters, linesB.letters, config).flatMap(({ fromA, toA, fromB, toB }) => {
    const place = new Change(
      linesA.starts[fromA] ?? 0,
      linesA.starts[toA] ?? a.length,
      linesB.starts[fromB] ?? 0,
      linesB.starts[toB] ?? b.length,
    );
    return wordsWithin(place, a, b, config);
  });
}

function readLines(text: string, known: Map<string, number>): Lines {
  const starts = [0];
  const letters = text.split(/(?<=\n)/).map((line) => {
    starts.push((starts.at(-1) ?? 0) + line.length);
    const letter = known.get(line) ?? known.size;
    known.set(line, letter);
    return String.fromCharCode(letter);
  });
  return { letters: letters.join(''), starts };
}

function wordsWithin({ fromA, toA, fromB, toB }: Change, a: string, b: string, config: DiffConfig): readonly Change[] {
  if (fromA === toA || fromB === toB) return [new Change(fromA, toA, fromB, toB)];
  return presentableDiff(a.slice(fromA, toA), b.slice(fromB, toB), config).map(
    (change) => new Change(fromA + change.fromA, fromA + change.toA, fromB + change.fromB, fromB + change.toB),
  );
}
