// Letters that show something else than they are: those that turn the direction of a text, and control characters.
const misleading = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A text of a log as it can be shown on a line of the window: what would write its neighbours backwards is marked, as
 * spaces stay what breaks or aligns. Only for the eye: what is copied and filtered by is the text itself.
 */
export function legible(text: string): string {
  return text.replaceAll(misleading, (letter) => (/\s/.test(letter) ? ' ' : '\uFFFD'));
}
