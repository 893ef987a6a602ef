// The names that may begin a path into a record, besides the ids of columns.
import { columnIds, columns, findColumn, type Column } from './columns.ts';

/**
 * Every top-level member that CloudTrail documents, of calls, Insight events and aggregated events; but for the
 * `eventId` of the last, which elsewhere is a misspelt `eventID`.
 */
export const recordMembers: readonly string[] = [
  'accountId',
  'additionalEventData',
  'addendum',
  'annotation',
  'apiVersion',
  'awsRegion',
  'edgeDeviceDetails',
  'errorCode',
  'errorMessage',
  'eventCategory',
  'eventContext',
  'eventID',
  'eventName',
  'eventSource',
  'eventTime',
  'eventType',
  'eventVersion',
  'insightDetails',
  'managementEvent',
  'readOnly',
  'recipientAccountId',
  'requestID',
  'requestParameters',
  'resources',
  'responseElements',
  'serviceEventDetails',
  'sessionCredentialFromConsole',
  'sharedEventID',
  'sourceIPAddress',
  'summary',
  'timeWindow',
  'tlsDetails',
  'userAgent',
  'userIdentity',
  'vpcEndpointAccountId',
  'vpcEndpointId',
];

const memberSet: ReadonlySet<string> = new Set(recordMembers);

/** The column a path names: by its id, or by the place in the record that the column is read from. */
export function columnAt(path: readonly string[]): Column | undefined {
  const joined = path.join('.');
  const named = findColumn(joined);
  if (named !== undefined && joined.split('.').length === path.length) return named;
  return columns.find(({ origin }) => origin.kind === 'member' && isSamePath(origin.path, path));
}

/** Whether a path can lead anywhere: to a column, a member of CloudTrail's, or one seen in the records at hand. */
export function isKnownPath(path: readonly string[], seenMembers: ReadonlySet<string>): boolean {
  const [first = ''] = path;
  return memberSet.has(first) || seenMembers.has(first) || columnAt(path) !== undefined;
}

/** The known name that is spelt most like this one, if any is near. */
export function nearestName(name: string, seenMembers: ReadonlySet<string>): string | undefined {
  return nearestOf(name, new Set([...columnIds, ...recordMembers, ...seenMembers]));
}

/** Of several names the one that is spelt most like this one, if any is near. */
export function nearestOf(name: string, candidates: Iterable<string>): string | undefined {
  const folded = name.toLowerCase();
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(folded, candidate.toLowerCase());
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}

function isSamePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((segment, index) => segment === b[index]);
}

/** How many letters must be changed, left out or put in to make one name of the other. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
