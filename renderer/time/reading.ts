import type { EventRange } from '../../shared/events/query.ts';
import { momentLabel, rangeSentence } from '../../shared/events/timeLabel.ts';
import type { TimeContext, TimeReading } from '../../shared/events/timeText.ts';

/** What was understood, in sentences; also where the log has nothing to show then. */
export function readingOf(reading: TimeReading, context: TimeContext): readonly string[] {
  if (reading.kind === 'problem') return [reading.problem];
  if (reading.kind === 'all') return ['All time'];
  const sentence = `${rangeSentence(reading.range, context.timeZone)}, ${context.timeZone}`;
  const span = isBeside(reading.range, context) ? spanOf(context) : undefined;
  return span === undefined ? [sentence] : [sentence, `The log has no events then: it goes ${span}.`];
}

function isBeside({ fromMs, toMs }: EventRange, { firstEventMs, lastEventMs }: TimeContext): boolean {
  const isAfter = fromMs !== undefined && lastEventMs !== undefined && fromMs > lastEventMs;
  const isBefore = toMs !== undefined && firstEventMs !== undefined && toMs <= firstEventMs;
  return isAfter || isBefore;
}

function spanOf({ firstEventMs, lastEventMs, timeZone }: TimeContext): string | undefined {
  if (firstEventMs === undefined || lastEventMs === undefined) return undefined;
  return `from ${momentLabel(firstEventMs, timeZone)} to ${momentLabel(lastEventMs, timeZone)}`;
}
