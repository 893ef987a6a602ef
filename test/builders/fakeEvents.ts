// Made-up events, and which of them a filter finds.
import type { CellValue } from '../../shared/events/columns.ts';
import type { EventRange } from '../../shared/events/query.ts';
import { AppError } from '../../shared/errors.ts';
import type { FilterNode } from '../../shared/filter/ast.ts';
import { parseFilter } from '../../shared/filter/parse.ts';

export type FakeEvent = Readonly<Record<string, CellValue>>;

export type EventSet = { readonly filter: string; readonly range?: EventRange | undefined };

/** The events of a set, in no order. */
export function eventsOf(events: readonly FakeEvent[], { filter, range }: EventSet): readonly FakeEvent[] {
  const { node } = parseFilter(filter);
  if (!node) throw new AppError('filter/invalid', 'The filter is malformed');
  return events.filter((event) => isWithin(event, range) && matches(node, event));
}

function isWithin(event: FakeEvent, range: EventRange | undefined): boolean {
  const instant = Date.parse(String(event['eventTime']));
  return instant >= (range?.fromMs ?? Number.NEGATIVE_INFINITY) && instant < (range?.toMs ?? Number.POSITIVE_INFINITY);
}

/** Only what the tests ask: fields compared whole or by presence, words as parts of any cell. */
function matches(node: FilterNode, event: FakeEvent): boolean {
  switch (node.kind) {
    case 'everything':
      return true;
    case 'and':
      return node.operands.every((operand) => matches(operand, event));
    case 'or':
      return node.operands.some((operand) => matches(operand, event));
    case 'not':
      return !matches(node.operand, event);
    case 'text':
      return JSON.stringify(event).toLowerCase().includes(node.pattern.join('').toLowerCase());
    case 'field': {
      const value = cellAt(event, node.field.path);
      if (node.condition.kind === 'present') return value !== null;
      if (node.condition.kind !== 'equals') return true;
      return value !== null && String(value).toLowerCase() === node.condition.pattern.join('*').toLowerCase();
    }
  }
}

/** The value of a column, or of one of the ways into the record that `recordText` writes. */
export function cellAt(event: FakeEvent, path: readonly string[]): CellValue {
  const id = path.join('.');
  if (id === 'requestParameters.extendedS3DestinationUpdate.compressionFormat') return 'ZIP';
  return event[id === 'requestParameters.deliveryStreamName' ? 'stream' : id] ?? null;
}
