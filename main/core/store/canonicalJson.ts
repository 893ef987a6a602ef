// One text for all JSON texts that mean the same: members in order of their names, no spaces, numbers and strings
// in one spelling. For saying whether two records under one eventID contradict each other.

export function canonicalJson(text: string): string {
  return write(JSON.parse(text));
}

function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${write(member)}`).join(',')}}`;
}
