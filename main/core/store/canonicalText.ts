// One text for all JSON texts that mean the same: members in order of their names, no spaces, numbers and strings
// in one spelling. For saying whether two records under one eventID contradict each other.
import { canonicalJson } from '../../../shared/canonicalJson.ts';
import type { JsonValue } from '../../../shared/json.ts';

/** More digits than a JavaScript number holds: two such numbers may differ and be read as one. */
const manyDigits = /\d{16}/;
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

export function canonicalText(text: string): string {
  return canonicalJson(JSON.parse(manyDigits.test(text) ? keepLongNumbers(text) : text) as JsonValue);
}

/** Numbers of many digits as texts that no record has. */
function keepLongNumbers(text: string): string {
  return text.replace(stringOrNumber, (found) =>
    found.startsWith('"') || !manyDigits.test(found) ? found : `"\\u0000${found}"`,
  );
}
