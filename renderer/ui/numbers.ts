const grouped = new Intl.NumberFormat('en-US');

/** `12408` as `12,408`. */
export function formatCount(value: number): string {
  return grouped.format(value);
}

/** `1 event`, `2 events`: the plural is regular unless given. */
export function countOf(value: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(value)} ${value === 1 ? singular : plural}`;
}

const sizes = ['bytes', 'kB', 'MB', 'GB', 'TB'];

export function formatBytes(bytes: number): string {
  let value = bytes;
  let size = 0;
  while (value >= 1000 && size < sizes.length - 1) {
    value /= 1000;
    size += 1;
  }
  return `${size === 0 ? formatCount(value) : value.toFixed(value < 10 ? 1 : 0)} ${sizes[size] ?? ''}`;
}

export function formatDuration(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  const seconds = durationMs / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
