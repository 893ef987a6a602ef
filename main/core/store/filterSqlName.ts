/** Gives a value a name within an expression, so that SQL computes it once. */
export function withName(name: string, value: string, body: string): string {
  return `list_transform([${value}], lambda ${name}: ${body})[1]`;
}
