import { formatTime } from '../ui/times.ts';
import type { Row } from './rows.ts';
import { summaryOf } from './summary.ts';
import type { ShownEvent } from './useShownEvent.ts';

/** The summary as lines of text: the sentence, the fields, and where the record stands. */
export function summaryText({ detail, record }: ShownEvent, sentence: string, timeZone: string): string {
  const rows = summaryOf(record, detail.cells).flatMap((group) => group.rows.map((row) => rowText(row, timeZone)));
  const places = detail.places.map(
    (place) => `Seen in: ${place.file}, record ${place.ordinal}, bytes ${place.start}–${place.end}`,
  );
  return `${[sentence, '', ...rows, ...places].join('\n')}\n`;
}

function rowText({ label, kind, values }: Row, timeZone: string): string {
  const texts = values.map((value) => {
    const text = String(value).replaceAll(/[\r\n\t]+/g, ' ');
    return kind === 'time' ? `${formatTime(text, timeZone)} ${timeZone}` : text;
  });
  return `${label}: ${texts.join(', ')}`;
}
