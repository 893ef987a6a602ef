// What could have been meant: the engine names candidates in its message.
import type { AppError } from '../../shared/errors.ts';

const lists =
  /(?:Did you mean|Candidate bindings|Candidates?|Did you mean to use)[^"]*((?:"[^"]+"(?:\s*(?:,|or)\s*)?)+)/gi;

const most = 5;

/** Names to offer in the place of the wrong one, the likeliest first. */
export function candidatesOf({ message, detail }: AppError): readonly string[] {
  const named = [...message.matchAll(lists)].flatMap(([, list]) =>
    [...(list ?? '').matchAll(/"([^"]+)"/g)].flatMap(([, name]) => name ?? []),
  );
  const suggested = detail?.suggestion === undefined ? [] : [detail.suggestion];
  return [...new Set([...suggested, ...named])].slice(0, most);
}
