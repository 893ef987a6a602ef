export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** Compact JSON as CloudTrail writes it: everything outside ASCII escaped. */
export function compactJson(value: Json): string {
  return escapeNonAscii(JSON.stringify(value));
}

export function escapeNonAscii(text: string): string {
  return text.replace(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** 2026-06-01T12:34:56Z */
export function isoSeconds(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
}
