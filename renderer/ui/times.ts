// Times as the reader's zone shows them. The log's own times are ISO 8601 in UTC.

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  formats.set(timeZone, format);
  return format;
}

const isoInUtc = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(\.\d+)?Z$/;

/** `2026-06-12 14:31:55`, with a fraction of a second only where the log has one. */
export function formatTime(iso: string, timeZone: string): string {
  const match = isoInUtc.exec(iso);
  if (!match) return iso;
  const fraction = match[3] && /[1-9]/.test(match[3]) ? match[3].replace(/0+$/, '') : '';
  if (timeZone === 'UTC') return `${match[1]} ${match[2]}${fraction}`;
  // A Swedish date is written the ISO way, and four-digit years keep it so.
  return formatFor(timeZone).format(new Date(iso)) + fraction;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12 Jun 2026 14:31:55`: for reading along a story, where a table has `formatTime`. */
export function formatMoment(iso: string, timeZone: string): string {
  const [, year, month, day, time] = /^(\d{4})-(\d{2})-(\d{2}) ([\d:]{8})/.exec(formatTime(iso, timeZone)) ?? [];
  return time === undefined ? iso : `${Number(day)} ${months[Number(month) - 1] ?? ''} ${year} ${time}`;
}

/** The zone this computer is set to. */
export function localTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
