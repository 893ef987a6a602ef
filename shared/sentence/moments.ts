// Moments in the parameters of calls, which services write as they like.
import { parseEventTime } from '../events/eventTime.ts';

/** `2026-01-02T03:04:05Z`, or `Jan 2, 2026, 3:04:05 AM` as Java writes it, in UTC. */
export function momentOf(text: string): number | undefined {
  const known = parseEventTime(/^\d{10,13}$/.test(text) ? Number(text) : text);
  if (known !== undefined || !/^[A-Z][a-z]{2} \d{1,2}, \d{4},? \d{1,2}:\d{2}:\d{2}\s[AP]M$/.test(text)) return known;
  const ms = Date.parse(`${text.replaceAll(/\s/g, ' ')} UTC`);
  return Number.isNaN(ms) ? undefined : ms;
}

export function utcText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
