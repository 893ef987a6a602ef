// From where, and with which tool.
import { describeActor } from '../events/actor.ts';
import type { RecordValue } from '../events/record.ts';
import { plain, valuePart, type Sentence } from './part.ts';
import { at, textOf } from './reading.ts';
import { isWorldwide, serviceName } from './serviceNames.ts';
import { isConsole, toolOf } from './tool.ts';

/** The service, unless it is clear already, and the region. */
export function regionOf(record: RecordValue, isServiceNamed: boolean): Sentence {
  const source = textOf(record['eventSource']) ?? '';
  const region = isWorldwide(source) ? undefined : at(record, 'awsRegion');
  const regionPart = region === undefined ? [] : [{ text: region.value, kind: 'plain' as const, filter: region }];
  if (isServiceNamed || source === '') return region === undefined ? [] : [plain(' in '), ...regionPart];
  const service = valuePart('plain', serviceName(source), { path: ['eventSource'], value: source });
  return region === undefined
    ? [plain(' in '), service]
    : [plain(' in '), service, plain(' ('), ...regionPart, plain(')')];
}

export function placeOf(record: RecordValue): Sentence {
  return [...addressOf(record), ...endpointOf(record), ...viaOf(record), ...toolPart(record)];
}

/** The service that made the call for somebody. */
function viaOf(record: RecordValue): Sentence {
  const via = describeActor(record)?.via;
  if (via === undefined || via === 'AWS Internal') return [];
  const filter = { path: ['userIdentity', 'invokedBy'], value: via };
  if (via === 'signin.amazonaws.com') return [plain(' in '), valuePart('plain', 'the console', filter)];
  return [plain(via.includes('.') ? ' through the service ' : ' through '), valuePart('place', via, filter)];
}

function addressOf(record: RecordValue): Sentence {
  const address = at(record, 'sourceIPAddress');
  if (address === undefined || isTold(record, address.value)) return [];
  if (address.value === 'AWS Internal') return [plain(' from '), valuePart('place', 'inside AWS', address)];
  const isService = /\.amazonaws\.com(?:\.cn)?$/.test(address.value);
  return [plain(isService ? ' from the service ' : ' from '), valuePart('place', address.value, address)];
}

function endpointOf(record: RecordValue): Sentence {
  const endpoint = at(record, 'vpcEndpointId');
  if (endpoint === undefined) return [];
  const account = at(record, 'vpcEndpointAccountId');
  const isOther = account !== undefined && account.value !== textOf(record['recipientAccountId']);
  const owner = isOther ? [plain(' of account '), valuePart('place', account.value, account)] : [];
  return [plain(' through the VPC endpoint '), valuePart('place', endpoint.value, endpoint), ...owner];
}

function toolPart(record: RecordValue): Sentence {
  const agent = at(record, 'userAgent');
  if (describeActor(record)?.via === 'signin.amazonaws.com') return [];
  const isFromConsole = String(record['sessionCredentialFromConsole']) === 'true';
  if (agent === undefined || isTold(record, agent.value)) return isFromConsole ? [plain(' in the console')] : [];
  if (isFromConsole || isConsole(agent.value)) return [plain(' in '), valuePart('plain', 'the console', agent)];
  const tool = toolOf(agent.value);
  return tool === undefined ? [] : [plain(' with '), valuePart('plain', tool, agent)];
}

/** A service that calls for somebody is also the address and the agent of the call. */
function isTold(record: RecordValue, value: string): boolean {
  const actor = describeActor(record);
  return actor !== undefined && (actor.via === value || actor.name === value);
}
