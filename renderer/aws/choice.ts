// What is chosen of a list that may still grow: all of it, also what appears later, or some.

/** `undefined` means all. */
export type Choice = readonly string[] | undefined;

export function isChosen(choice: Choice, item: string): boolean {
  return choice === undefined || choice.includes(item);
}

/** Some items put in or taken out; all of them together mean all. */
export function withItems(choice: Choice, all: readonly string[], items: readonly string[], isIn: boolean): Choice {
  const before = choice ?? all;
  const next = isIn
    ? [...before, ...items.filter((item) => !before.includes(item))]
    : before.filter((item) => !items.includes(item));
  return all.length > 0 && all.every((item) => next.includes(item)) ? undefined : next;
}

/** As it stands in a source, where an empty list means all; absent where nothing is chosen. */
export function chosenList(choice: Choice): readonly string[] | undefined {
  if (choice === undefined) return [];
  return choice.length > 0 ? choice : undefined;
}

export function choiceOf(list: readonly string[]): Choice {
  return list.length > 0 ? list : undefined;
}
