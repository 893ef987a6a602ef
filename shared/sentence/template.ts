// Fills in how an action is told: `[attach] {the policy @policyArn|a policy} to {the role @roleName|a role}`.
//   [verb and object]  the words of the action, the verb first and as in "to attach"
//   {one|another}      the first of the alternatives for which the record has every value; none where it has no such one
//   @path              a parameter of the request; `@response.path` one of the answer, `@record.path` any other member
//   @@path             a moment
//   (s)                a plural where the value after it is several
//   ?path=value;       keeps its alternative only where the record has this value
// What stands behind a `>` are sentences of their own, told where the call was accepted.
import type { RecordValue } from '../events/record.ts';
import { momentOf } from './moments.ts';
import { namePart } from './namePart.ts';
import { listed, plain, valuePart, type Sentence } from './part.ts';
import type { Phrase, Told } from './phrase.ts';
import { textOf, valuesAt, type Found } from './reading.ts';

export function fill(template: string, told: Told): Phrase {
  const [first = '', after = ''] = template.split(/\s*>\s*/);
  const [, action = 'call', rest = ''] = /^\[([^\]]*)\](.*)$/.exec(first) ?? [];
  const space = action.indexOf(' ');
  const filled = fillText(rest, told);
  const afterwards = fillText(after, told);
  return {
    verb: space < 0 ? action : action.slice(0, space),
    object: space < 0 ? '' : action.slice(space),
    rest: filled,
    after: afterwards.some(({ text }) => text !== '') ? afterwards : undefined,
    // A name tells which service it belongs to; "listed users" does not.
    isServiceNamed: filled.some(({ kind }) => kind === 'target'),
  };
}

export function fillText(text: string, told: Told): Sentence {
  return text.split(/(\{[^}]*\})/).flatMap((piece) => {
    if (!piece.startsWith('{')) return [plain(piece)];
    for (const alternative of piece.slice(1, -1).split('|')) {
      const filled = fillAlternative(alternative, told);
      if (filled !== undefined) return filled;
    }
    return [];
  });
}

const placeholder = /(@{1,2}[\w.:-]*[\w-])/;

/** `undefined` where a value is missing. */
function fillAlternative(text: string, told: Told): Sentence | undefined {
  const [, place, value] = /^\?([\w.:-]+)=([^;]*);/.exec(text) ?? [];
  if (place !== undefined && !foundAt(place, told).some((found) => found.value === value)) return undefined;
  let plural = '';
  const parts = text
    .replace(/^\?[^;]*;/, '')
    .split(placeholder)
    .toReversed()
    .map((piece): Sentence => {
      if (!piece.startsWith('@')) return [plain(piece.replace('(s)', plural))];
      const found = foundAt(piece.replace(/^@+/, ''), told);
      plural = found.length > 1 ? 's' : '';
      return piece.startsWith('@@') ? moments(found, told) : listed(found.map((one) => namePart(one, told.record)));
    });
  return parts.every((part) => part.length > 0) ? parts.toReversed().flat() : undefined;
}

function foundAt(place: string, told: Told): readonly Found[] {
  const [first = '', ...rest] = place.split('.');
  const { record } = told;
  if (first === 'record') return valuesAt(record, rest);
  if (first === 'response') return inWrapper(record, 'responseElements', 'Response', rest);
  return inWrapper(record, 'requestParameters', 'Request', [first, ...rest]);
}

/** Newer actions of EC2 wrap their parameters: `{"DeleteNatGatewayRequest": {"NatGatewayId": …}}`. */
function inWrapper(record: RecordValue, member: string, suffix: string, path: readonly string[]): readonly Found[] {
  const found = valuesAt(record, [member, ...path]);
  const wrapper = `${textOf(record['eventName']) ?? ''}${suffix}`;
  return found.length > 0 ? found : valuesAt(record, [member, wrapper, ...path]);
}

/** A text that is no moment is shown as it is. */
function moments(found: readonly Found[], told: Told): Sentence {
  return found.slice(0, 1).map(({ value, path }) => {
    const ms = momentOf(value);
    return valuePart('target', ms === undefined ? value : told.timeText(ms), { path, value });
  });
}
