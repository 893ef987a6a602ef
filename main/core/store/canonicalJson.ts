// One text for all JSON texts that mean the same: members in order of their names, no spaces, numbers and strings
// in one spelling. For saying whether two records under one eventID contradict each other.

/** More digits than a JavaScript number holds: two such numbers may differ and be read as one. */
const manyDigits = /\d{16}/;
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

export function canonicalJson(text: string): string {
  return write(JSON.parse(manyDigits.test(text) ? keepLongNumbers(text) : text));
}

/** Numbers of many digits as texts that no record has. */
function keepLongNumbers(text: string): string {
  return text.replace(stringOrNumber, (found) =>
    found.startsWith('"') || !manyDigits.test(found) ? found : `"\\u0000${found}"`,
  );
}

function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${write(member)}`).join(',')}}`;
}
