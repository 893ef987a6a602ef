// Who had never changed the stream before (spec section 7.3, `first-seen-actor`).
import { actorText } from '../../events/actorText.ts';
import { describeActor, type Actor } from '../../events/actor.ts';
import type { Call } from '../model.ts';

/** Names that programs give their sessions anew each time: `aws-go-sdk-1718095217000`, `botocore-session-17180`. */
const madeUpSession = /\d{5,}|^[0-9a-f-]{16,}$/i;

/** Says what is unusual about who made a change, in a sentence each. Give it the changes of a stream in order. */
export function firstSeenJudge(): (call: Call) => readonly string[] {
  const actors = new Set<string>();
  const addresses = new Set<string>();
  return (call) => {
    const actor = describeActor(call.record);
    const key = actorKey(call, actor);
    const address = textOf(call.record['sourceIPAddress']);
    const isFirst = actors.size === 0;
    const isNewActor = !isFirst && !actors.has(key);
    const isNewAddress = !isFirst && address !== undefined && !addresses.has(address);
    actors.add(key);
    if (address !== undefined) addresses.add(address);
    const root = actor?.isRoot === true ? ['Made by the root user of the account.'] : [];
    const name = actorText(actor?.name ?? call.actor ?? 'somebody');
    if (isNewActor && isNewAddress) return [...root, `First change of this stream by ${name} and from ${address}.`];
    if (isNewActor) return [...root, `First change of this stream by ${name}.`];
    return isNewAddress ? [...root, `First change of this stream from ${address}.`] : root;
  };
}

/** A role and its session, unless the session's name was made up by a program; else the whole ARN. */
function actorKey(call: Call, actor: Actor | undefined): string {
  if (actor?.role === undefined) return call.actor ?? '';
  const session = actor.session === undefined || madeUpSession.test(actor.session) ? '' : actor.session;
  return `${actor.account ?? ''}\n${actor.role}\n${session}`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
