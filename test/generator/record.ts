// One CloudTrail record as text, its members in the order in which CloudTrail writes them.
import { identityAt, type Actor } from './actors.ts';
import type { Cast } from './cast.ts';
import { catalogue, type EventKind } from './catalogue.ts';
import { compactJson, isoSeconds } from './json.ts';
import { chance, fraction, hex, integer, pick, pickWeighted, uuid, type Random } from './random.ts';
import { fill, type Filling, type Place } from './template.ts';

type Failure = { readonly code: string; readonly message: string };

export type Call = {
  readonly place: Place;
  readonly actor: Actor;
  readonly eventSource: string;
  readonly eventName: string;
  readonly isReadOnly: boolean;
  readonly category: 'Management' | 'Data';
  readonly eventType: EventKind['eventType'];
  readonly failure: Failure | undefined;
  /** JSON texts */
  readonly request: string;
  readonly response: string;
  readonly additional?: string | undefined;
  readonly resources?: string | undefined;
};

const eventVersions = ['1.11', '1.11', '1.11', '1.11', '1.10', '1.09', '1.08'] as const;

export function renderRecord(random: Random, call: Call): string {
  const { actor, place } = call;
  const identity = identityAt(actor, place.timeMs);
  const agent = pick(random, actor.userAgents).replaceAll('%s', call.eventSource.slice(0, -14));
  const isApiCall = call.eventType === 'AwsApiCall';
  const isCrossAccount = identity?.startsWith('{"type":"AWSAccount"') ?? false;
  return (
    `{"eventVersion":"${pick(random, eventVersions)}",${identity === undefined ? '' : `"userIdentity":${identity},`}` +
    `"eventTime":"${isoSeconds(place.timeMs)}","eventSource":"${call.eventSource}","eventName":"${call.eventName}","awsRegion":"${place.region}",` +
    `"sourceIPAddress":"${pick(random, actor.addresses)}","userAgent":"${agent}",` +
    (call.failure === undefined ? '' : failureText(call.failure)) +
    `"requestParameters":${call.request},"responseElements":${call.response},` +
    (call.additional === undefined ? '' : `"additionalEventData":${call.additional},`) +
    (isApiCall ? `"requestID":"${uuid(random)}",` : '') +
    `"eventID":"${uuid(random)}","readOnly":${call.isReadOnly},` +
    (call.resources === undefined ? '' : `"resources":${call.resources},`) +
    `"eventType":"${call.eventType}","managementEvent":${call.category === 'Management'},"recipientAccountId":"${place.account}",` +
    (isCrossAccount || (actor.isService && chance(random, 0.1)) ? `"sharedEventID":"${uuid(random)}",` : '') +
    (isApiCall && !actor.isService && chance(random, 0.05)
      ? `"vpcEndpointId":"vpce-0${hex(random, 16)}","vpcEndpointAccountId":"${place.account}",`
      : '') +
    `"eventCategory":"${call.category}"${closing(random, call)}}`
  );
}

function failureText(failure: Failure): string {
  return `"errorCode":${compactJson(failure.code)},"errorMessage":${compactJson(failure.message)},`;
}

function closing(random: Random, { actor, eventType, eventSource, place }: Call): string {
  if (actor.isService || eventType !== 'AwsApiCall') return '';
  const [version, suite] = chance(random, 0.85)
    ? ['TLSv1.3', 'TLS_AES_128_GCM_SHA256']
    : ['TLSv1.2', 'ECDHE-RSA-AES128-GCM-SHA256'];
  const host = `${eventSource.slice(0, -14)}.${place.region}.amazonaws.com`;
  const tls = `,"tlsDetails":{"tlsVersion":"${version}","cipherSuite":"${suite}","clientProvidedHostHeader":"${host}"}`;
  return actor.isConsole ? `${tls},"sessionCredentialFromConsole":"true"` : tls;
}

function failureOf(kind: EventKind, place: Place): Failure {
  const action = `${kind.eventSource.slice(0, -14)}:${kind.eventName}`;
  if (kind.errorCode === 'FAILED') return { code: 'Failure', message: 'Failed authentication' };
  if (/Denied|Unauthorized/.test(kind.errorCode)) {
    const caller = `arn:aws:sts::${place.account}:assumed-role/reporting/session`;
    const why = `because no identity-based policy allows the ${action} action`;
    return { code: kind.errorCode, message: `User: ${caller} is not authorized to perform: ${action} ${why}` };
  }
  if (/Thrott/.test(kind.errorCode)) return { code: kind.errorCode, message: 'Rate exceeded' };
  return { code: kind.errorCode, message: `The request ${action} failed: ${kind.errorCode.replace(/^Client\./, '')}` };
}

/** A call picked from the mix, by somebody of the account's cast. */
export function mixedRecord(random: Random, cast: Cast, place: Place): string {
  const kind = pickWeighted(random, catalogue);
  const actor = pickWeighted(random, cast[kind.caller]);
  const filling: Filling = { random, place, values: new Map() };
  const isFailed = kind.errorCode !== '' && fraction(random) < kind.errorShare;
  const failure = isFailed ? failureOf(kind, place) : undefined;
  const isParameterless = failure !== undefined && /Denied|Unauthorized/.test(failure.code) && integer(random, 3) === 0;
  return renderRecord(random, {
    place,
    actor,
    eventSource: kind.eventSource,
    eventName: kind.eventName,
    isReadOnly: kind.isReadOnly,
    category: kind.category,
    eventType: kind.eventType,
    failure,
    request: isParameterless ? 'null' : fill(kind.request, filling),
    response:
      failure === undefined
        ? fill(kind.response, filling)
        : kind.eventName === 'ConsoleLogin'
          ? '{"ConsoleLogin":"Failure"}'
          : 'null',
    additional: kind.additional === undefined ? undefined : fill(kind.additional, filling),
    resources: kind.resources === undefined ? undefined : fill(kind.resources, filling),
  });
}
