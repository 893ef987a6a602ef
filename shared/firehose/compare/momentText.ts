// A moment in the reader's time zone, as a title says it.

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
  formats.set(timeZone, format);
  return format;
}

// Written out, because the short English name of September depends on the country.
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12 Jun 2026 14:31:00 UTC`, `12 Jun 2026 16:31:00 UTC+02:00`. */
export function momentText(timeMs: number, timeZone: string): string {
  const parts = new Map(
    formatFor(timeZone)
      .formatToParts(timeMs)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const month = months.find((name) => part('month').startsWith(name)) ?? part('month');
  const zone = part('timeZoneName').replace(/^GMT(?:\+00:00)?/, 'UTC');
  return `${part('day')} ${month} ${part('year')} ${part('hour')}:${part('minute')}:${part('second')} ${zone}`;
}
