// Values of the log and of AWS side by side, secrets masked.
import { isHidden } from '../diff/leaves.ts';
import type { JsonValue } from '../json.ts';
import type { LogSide } from './liveFields.ts';
import type { ShownValue } from './presented.ts';
import { maskSecrets, type Mask } from './secrets.ts';
import { valueText } from './units.ts';

export function showLiveValue(path: string, value: JsonValue, mask: Mask): ShownValue {
  const shown = maskSecrets(value, mask, path);
  const marks = isHidden(value) ? [{ certainty: 'hidden' as const, explanation: 'AWS does not show it.' }] : [];
  return { value: shown, text: valueText(path, shown), marks };
}

export function showLogValue(path: string, value: JsonValue, side: LogSide, mask: Mask): ShownValue {
  const shown = maskSecrets(value, mask, path);
  const marks: ShownValue['marks'][number][] = [];
  if (isHidden(value)) marks.push({ certainty: 'hidden', explanation: 'CloudTrail does not show it.' });
  if (side.stale.has(path)) {
    marks.push({ certainty: 'stale', explanation: 'Last seen before a gap: it may have changed.' });
  }
  if (side.ambiguous.has(path)) {
    const explanation = 'AWS does not document whether a partly given block keeps its other members.';
    marks.push({ certainty: 'ambiguous', explanation });
  }
  return { value: shown, text: valueText(path, shown), marks };
}
