// What differs between any two calls and says nothing of either (spec section 7.1).
import type { JsonValue } from '../json.ts';

const noisyMembers = new Set([
  'requestID',
  'eventID',
  'sharedEventID',
  'eventTime',
  'eventVersion',
  'apiVersion',
  'tlsDetails',
  'requestParameters.destinationId',
  'responseElements.requestId',
  'responseElements["x-amz-request-id"]',
  'responseElements["x-amz-id-2"]',
  'additionalEventData["x-amz-id-2"]',
  'userIdentity.sessionContext.attributes.creationDate',
]);

export function isRecordNoise(path: string, before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  if (path === 'userAgent') return isSameProgram(before, after);
  return noisyMembers.has(path) || path.startsWith('tlsDetails.');
}

/** The same program in another build. */
function isSameProgram(before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  return typeof before === 'string' && typeof after === 'string' && withoutNumbers(before) === withoutNumbers(after);
}

function withoutNumbers(agent: string): string {
  return agent.replaceAll(/\d+(?:[._-]\d+)*/g, '#');
}
