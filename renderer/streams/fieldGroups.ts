/** What stands under one heading, in the order given; headings in the order of their first member. */
export function byGroup<Item extends { readonly group: string }>(
  items: readonly Item[],
): readonly { readonly heading: string; readonly items: readonly Item[] }[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const known = groups.get(item.group);
    if (known) known.push(item);
    else groups.set(item.group, [item]);
  }
  return [...groups].map(([heading, own]) => ({ heading, items: own }));
}

/** Whether every word of the text occurs in what a field is called. */
export function isField({ label, path }: { readonly label: string; readonly path: string }, text: string): boolean {
  const name = `${label} ${path}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.includes(word));
}
