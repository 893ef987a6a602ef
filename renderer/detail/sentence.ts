// One sentence that says who did what, where, from where and how it ended. It only says what the record states.
import type { CellValue } from '../../shared/events/columns.ts';

export type SentencePart = { readonly text: string; readonly tone?: 'strong' | 'error' };

export type Cells = Readonly<Record<string, CellValue>>;

function text(cells: Cells, id: string): string | undefined {
  const value = cells[id];
  return value === null || value === undefined || value === '' ? undefined : String(value);
}

export function sentenceOf(cells: Cells): readonly SentencePart[] {
  const parts: SentencePart[] = [...subjectOf(cells)];
  const add = (before: string, id: string) => {
    const value = text(cells, id);
    if (value !== undefined) parts.push({ text: before }, { text: value, tone: 'strong' });
  };
  add(' of ', 'eventSource');
  add(' in ', 'awsRegion');
  add(' from ', 'sourceIPAddress');
  parts.push({ text: '. ' }, ...outcomeOf(cells));
  return parts;
}

function subjectOf(cells: Cells): readonly SentencePart[] {
  const event: SentencePart = { text: text(cells, 'eventName') ?? 'An event', tone: 'strong' };
  const actor = actorOf(cells);
  const isCall = text(cells, 'eventType') === 'AwsApiCall';
  if (actor.length === 0) return [event, { text: isCall ? ' was called' : ' was recorded' }];
  return isCall ? [...actor, { text: ' called ' }, event] : [event, { text: ' was recorded for ' }, ...actor];
}

function actorOf(cells: Cells): readonly SentencePart[] {
  const actor = text(cells, 'actor');
  if (actor === undefined) return [];
  const type = text(cells, 'userIdentity.type');
  if (type === 'Root') return [{ text: actor, tone: 'error' }];
  const slash = actor.indexOf('/');
  if (type !== 'AssumedRole' || slash < 1) return [{ text: actor, tone: 'strong' }];
  return [
    { text: actor.slice(slash + 1), tone: 'strong' },
    { text: ' through role ' },
    { text: actor.slice(0, slash), tone: 'strong' },
  ];
}

function outcomeOf(cells: Cells): readonly SentencePart[] {
  const errorCode = text(cells, 'errorCode');
  if (errorCode !== undefined) return [{ text: 'It failed with ' }, { text: errorCode, tone: 'error' }, { text: '.' }];
  // A failed sign-in has a message and no code.
  const errorMessage = text(cells, 'errorMessage');
  if (errorMessage !== undefined) {
    const end = errorMessage.endsWith('.') ? '' : '.';
    return [{ text: 'It failed: ' }, { text: errorMessage, tone: 'error' }, { text: end }];
  }
  return [{ text: 'No error is recorded.' }];
}
