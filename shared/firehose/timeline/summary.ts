// One line for a version, as a person says it: `Bucket and KMS key changed, buffer size 5 → 64 MiB`.
import { noiseOf } from '../../diff/noise.ts';
import { isJsonObject, type JsonValue } from '../../json.ts';
import { destinationLabel, destinationType } from '../destinations.ts';
import { destinationTypeOf } from '../fields/labels.ts';
import type { Configuration, StreamHistory, Version } from '../model.ts';
import type { Severity } from '../presented.ts';
import { weigh } from '../fields/severity.ts';
import { changePhrases, type Phrase, type Weighed } from './summaryPhrases.ts';
import { summaryPath } from './summaryPaths.ts';
import { atStart, clipped, inOneLine, listedBriefly } from './summaryWords.ts';

export type VersionSummary = {
  readonly summary: string;
  /** The highest of the changes that are not noise. */
  readonly severity?: Severity;
  readonly changes: number;
  readonly noise: number;
};

const ranks: readonly Severity[] = ['info', 'low', 'medium', 'high'];
const longestSummary = 80;
/** For `, 12 more`. */
const roomForMore = 10;

/** Negative where `a` is the more severe. */
export function bySeverity(a: Severity, b: Severity): number {
  return ranks.indexOf(b) - ranks.indexOf(a);
}

export function highest(severities: readonly Severity[]): Severity | undefined {
  let top = -1;
  for (const severity of severities) top = Math.max(top, ranks.indexOf(severity));
  return ranks[top];
}

/** Indexes count from 0. */
export function summaryOf(history: StreamHistory, lifetime: number, version: number): VersionSummary {
  const versions = history.lifetimes[lifetime]?.versions ?? [];
  const made = versions[version];
  if (!made) return { summary: '', changes: 0, noise: 0 };
  const before = versions[version - 1]?.config;
  const context = { account: history.account, after: made.config, ...(before === undefined ? {} : { before }) };
  const weighed = made.changes
    .filter((change) => noiseOf(change, context) === undefined)
    .map((change) => ({ change, severity: weigh(change, context).severity }));
  const severity = highest(weighed.map((each) => each.severity));
  return {
    summary: clipped(inOneLine(sentence(made, before, weighed)), longestSummary + roomForMore),
    changes: weighed.length,
    noise: made.changes.length - weighed.length,
    ...(severity === undefined ? {} : { severity }),
  };
}

function sentence(version: Version, before: Configuration | undefined, changes: readonly Weighed[]): string {
  if (version.eventName === 'CreateDeliveryStream') return creation(version);
  if (version.eventName.endsWith('DeliveryStreamEncryption')) return encryption(version, before);
  if (version.notes?.includes('content-omitted') === true) return 'Updated; what changed is not in the log';
  if (changes.length === 0) return unchanged(version);
  if (changes.some(({ change: { path, kind } }) => path === 'destination.type' && kind === 'set'))
    return firstSeen(version, changes);
  return replacement(changes, before) ?? fitted(changePhrases(changes, before, version.config));
}

const sourceLabels = new Map([
  ['DirectPut', 'Direct PUT'],
  ['KinesisStreamAsSource', 'Kinesis stream'],
  ['MSKAsSource', 'Amazon MSK'],
  ['DatabaseAsSource', 'Database'],
]);

function creation(version: Version): string {
  const type = version.config['deliveryStreamType'];
  const source = typeof type === 'string' ? (sourceLabels.get(type) ?? type) : 'Source not in the log';
  const destination = destinationOf(version.config);
  return `${source} to ${destination ?? 'a destination that is not in the log'}`;
}

/** The label of a configuration's destination: `Amazon S3`. */
export function destinationOf(config: Configuration | undefined): string | undefined {
  const type = destinationTypeOf(config);
  return type === undefined ? undefined : destinationLabel(type);
}

/** Start and Stop only ask: whether it came about is not in CloudTrail. */
function encryption(version: Version, before: Configuration | undefined): string {
  const now = version.config['encryption'];
  const then = before?.['encryption'];
  if (member(now, 'enabled') !== true) return 'End of encryption at rest requested';
  if (member(then, 'enabled') !== true) {
    const isOwnKey = member(now, 'keyType') === 'CUSTOMER_MANAGED_CMK';
    return `Encryption at rest requested${isOwnKey ? ' with a customer managed key' : ''}`;
  }
  if (member(now, 'keyType') !== member(then, 'keyType')) {
    return `Encryption key: ${keyLabel(member(then, 'keyType'))} → ${keyLabel(member(now, 'keyType'))}`;
  }
  const isSame = JSON.stringify(member(now, 'keyARN')) === JSON.stringify(member(then, 'keyARN'));
  return isSame ? 'Encryption at rest requested again' : 'Encryption key changed';
}

function keyLabel(keyType: JsonValue | undefined): string {
  if (keyType === 'AWS_OWNED_CMK') return 'AWS owned';
  return keyType === 'CUSTOMER_MANAGED_CMK' ? 'customer managed' : 'unknown';
}

function unchanged(version: Version): string {
  if (version.changes.some(({ kind }) => kind === 'added')) return 'Defaults written out, nothing else changed';
  if (version.eventName === 'UntagDeliveryStream') return 'No tag of those named was set';
  return 'Restated without change';
}

/** The first update of a stream whose creation is not in the log: what it says is new to the log, not to the stream. */
function firstSeen(version: Version, changes: readonly Weighed[]): string {
  const values = changes
    .filter(({ change: { path } }) => path.startsWith('destination.') && path !== 'destination.type')
    .toSorted((a, b) => bySeverity(a.severity, b.severity));
  const names = values.map(({ change }) => summaryPath(change.path, version.config).name);
  const text = `First seen: ${destinationOf(version.config) ?? 'destination'}`;
  return names.length === 0 ? text : `${text} with ${listedBriefly(names)}`;
}

/** A switch to another kind of destination is one thing, not thirty. */
function replacement(changes: readonly Weighed[], before: Configuration | undefined): string | undefined {
  const change = changes.find(({ change: { path } }) => path === 'destination.type')?.change;
  const from = change?.before;
  const to = change?.after;
  if (before === undefined || typeof from !== 'string' || typeof to !== 'string') return undefined;
  if (destinationType(from).family === destinationType(to).family) return undefined;
  return `${destinationLabel(from)} replaced by ${destinationLabel(to)}`;
}

/** As many phrases as the line holds; what is left out is counted. */
function fitted(phrases: readonly Phrase[]): string {
  let line = '';
  for (const [index, { text }] of phrases.entries()) {
    const next = line === '' ? atStart(text) : `${line}, ${text}`;
    if (line !== '' && next.length > longestSummary) {
      return `${line}, ${phrases.slice(index).reduce((sum, { count }) => sum + count, 0)} more`;
    }
    line = next;
  }
  return line;
}

function member(object: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(object) ? object[name] : undefined;
}
