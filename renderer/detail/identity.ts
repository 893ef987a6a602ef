// Who made the call, as rows: the name first, then through what and with which credentials.
import { describeActor } from '../../shared/events/actor.ts';
import { isJsonObject, type JsonObject } from '../../shared/json.ts';
import type { Cells } from './parseRecord.ts';
import { cellRow, rowsAt, valueAt, type Row } from './rows.ts';

const issuer = ['userIdentity', 'sessionContext', 'sessionIssuer'];
const attributes = ['userIdentity', 'sessionContext', 'attributes'];
const federation = ['userIdentity', 'sessionContext', 'webIdFederationData'];

export function identityRows(record: JsonObject, cells: Cells): readonly Row[] {
  const actor = describeActor(record);
  const tone = actor?.isRoot ? ('error' as const) : undefined;
  return [
    ...cellRow('Actor', 'actor', cells, 'actor').map((row) => ({ ...row, tone, badges: actorBadges(actor?.mfa) })),
    ...rowsAt(record, [
      ['Identity type', ['userIdentity', 'type']],
      ['Role', [...issuer, 'arn'], 'mono'],
      ['Identity', ['userIdentity', 'arn'], 'mono'],
      ['Access key', ['userIdentity', 'accessKeyId'], 'mono'],
      ['Session since', [...attributes, 'creationDate'], 'time'],
      ['Source identity', ['userIdentity', 'sessionContext', 'sourceIdentity']],
      ['Invoked by', ['userIdentity', 'invokedBy']],
      ['On behalf of', ['userIdentity', 'onBehalfOf', 'userId'], 'mono'],
      ['Credential', ['userIdentity', 'credentialId'], 'mono'],
      ['Provider', ['userIdentity', 'identityProvider'], 'mono'],
      ['Federated by', [...federation, 'federatedProvider'], 'mono'],
      ['In scope of', ['userIdentity', 'inScopeOf', 'sourceArn'], 'mono'],
    ]),
    ...foreignAccount(record, cells),
  ];
}

/** Whether a second factor was used is only said where the record says it. */
function actorBadges(mfa: boolean | undefined): readonly string[] {
  if (mfa === undefined) return [];
  return [mfa ? 'MFA' : 'no MFA'];
}

/** The caller's account, where it is not the one that was called. */
function foreignAccount(record: JsonObject, cells: Cells): readonly Row[] {
  if (!isJsonObject(record['userIdentity'])) return [];
  const path = ['userIdentity', 'accountId'];
  const account = valueAt(record, path);
  if (account === undefined || String(account) === String(cells['recipientAccountId'] ?? '')) return [];
  return [{ label: "Caller's account", kind: 'account', path, values: [account] }];
}
