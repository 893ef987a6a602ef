// One field of AWS's answer against the log: equal, different, or why that cannot be said (spec sections 3.3, 3.4).
import { noiseOf } from '../../diff/noise.ts';
import { isSameValue } from '../../diff/changes.ts';
import { isHidden, splitPath } from '../../diff/leaves.ts';
import { isJsonObject, type JsonValue } from '../../json.ts';
import { fieldAt } from '../fields/fieldTable.ts';
import { destinationTypeOf } from '../fields/labels.ts';
import type { Configuration, Section, Version } from '../model.ts';
import type { LiveComparison } from '../presented.ts';
import { valueAt } from '../fields/treeAt.ts';

export type LiveVerdict = LiveComparison['fields'][number]['verdict'];
export type Judgement = { readonly verdict: LiveVerdict; readonly explanation: string };

/** What the log knows, and how far. */
export type LogSide = {
  readonly account: string;
  readonly config: Configuration;
  readonly unknown: ReadonlySet<Section>;
  readonly stale: ReadonlySet<string>;
  readonly ambiguous: ReadonlySet<string>;
  /** AWS has a newer version than the log, so that what can change may have. */
  readonly isBehind: boolean;
};

export function logSideOf(version: Version | undefined, account: string, isBehind: boolean): LogSide {
  return {
    account,
    config: version?.config ?? {},
    unknown: new Set(version?.unknown ?? []),
    stale: new Set(version?.stale ?? []),
    ambiguous: new Set(version?.ambiguous ?? []),
    isBehind,
  };
}

/** Members that describe never returns. */
const neverReturned = new Set(['password', 'privateKey', 'keyPassphrase', 'accessKey']);
/** Members that the service makes up, which no call states. */
const assigned = new Set(['vpcId', 'deliveryStartTimestamp', 'failureDescription', 'snapshotInfo', 'details']);

export function judgeField(
  path: string,
  log: JsonValue | undefined,
  live: JsonValue | undefined,
  side: LogSide,
  liveConfig: Configuration,
): Judgement {
  const cannot = cannotCompare(path, log, live);
  if (cannot !== undefined) return { verdict: 'cannot-compare', explanation: cannot };
  if (isEqual(path, log, live, side, liveConfig)) return { verdict: 'equal', explanation: whyEqual(path, log, side) };
  const section = sectionOf(path);
  if (log === undefined) return notInLog(path, section, side);
  if (side.stale.has(path)) return gap('Last seen before a gap: a call that is not in this log has changed it.');
  if (side.ambiguous.has(path)) return { verdict: 'cannot-compare', explanation: doubtful };
  if (side.isBehind && canChange(section)) return gap('Changed by a call after the newest version in this log.');
  if (live === undefined) return { verdict: 'only-log', explanation: 'In the log, but not in the answer of AWS.' };
  return { verdict: 'different', explanation: 'The log and AWS do not agree.' };
}

function whyEqual(path: string, log: JsonValue | undefined, side: LogSide): string {
  if (log === undefined) return 'What AWS takes where no call says anything.';
  if (side.stale.has(path)) return 'Last seen before a gap: the answer of AWS confirms it.';
  return side.ambiguous.has(path) ? 'In doubt in the log: the answer of AWS confirms it.' : '';
}

const doubtful =
  'Kept in the log from a block that was given in part: AWS does not document whether it is kept, and its answer says otherwise.';

function gap(explanation: string): Judgement {
  return { verdict: 'explained-by-gap', explanation };
}

function sectionOf(path: string): Section {
  return splitPath(path)[0] as Section;
}

/** The source is fixed at creation. */
function canChange(section: Section): boolean {
  return section === 'destination' || section === 'encryption';
}

function cannotCompare(path: string, log: JsonValue | undefined, live: JsonValue | undefined): string | undefined {
  if (path === 'tags' || path.startsWith('tags')) {
    return 'Tags are not part of this answer; list-tags-for-delivery-stream tells them.';
  }
  if (neverReturned.has(splitPath(path).at(-1) ?? '')) return 'AWS never returns this value.';
  if (isHidden(log)) return 'Hidden in the log: the value that was sent is not known.';
  return isHidden(live) ? 'Hidden in the answer of AWS.' : undefined;
}

function isEqual(
  path: string,
  log: JsonValue | undefined,
  live: JsonValue | undefined,
  side: LogSide,
  liveConfig: Configuration,
): boolean {
  if (log !== undefined && live !== undefined) {
    if (isSameValue(log, live)) return true;
    const context = { before: side.config, after: liveConfig };
    return noiseOf({ kind: 'modified', path, before: log, after: live }, context) !== undefined;
  }
  const value = log ?? live;
  if (value === undefined || isEmpty(value)) return true;
  return isDefault(path, value, log === undefined ? liveConfig : side.config, side);
}

function isEmpty(value: JsonValue): boolean {
  if (value === '') return true;
  return Array.isArray(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0;
}

/** What the service takes, and describes, where no call says anything. */
function isDefault(path: string, value: JsonValue, config: Configuration, side: LogSide): boolean {
  if (noiseOf({ kind: 'added', path, after: value }, { before: {}, after: config }) !== undefined) return true;
  const name = splitPath(path).at(-1) ?? '';
  if (path.startsWith('destination.processingConfiguration.processors')) return isProcessorDefault(name, value, config);
  if (path === 'encryption.enabled') return value === false;
  if (path === 'destination.processingConfiguration.enabled') return value === false;
  if (path === 'destination.dataFormatConversionConfiguration.enabled') return value === true;
  if (name === 'catalogId') return value === side.account;
  const documented = fieldAt(path)?.row.default?.replace(/ \([\d.]+ [KMG]iB\)$/, '');
  return typeof value !== 'object' && documented === String(value);
}

/** Parameters of a Lambda that AWS fills in. */
function isProcessorDefault(name: string, value: JsonValue, config: Configuration): boolean {
  switch (name) {
    case 'NumberOfRetries':
      return Number(value) === 3;
    case 'BufferSizeInMBs':
      return Number(value) === (destinationTypeOf(config) === 'Splunk' ? 0.25 : 1);
    case 'BufferIntervalInSeconds':
      return Number(value) === 60;
    default:
      return name === 'RoleArn' && value === valueAt(config, 'destination.roleARN');
  }
}

function notInLog(path: string, section: Section, side: LogSide): Judgement {
  const name = splitPath(path).at(-1) ?? '';
  if (name === 'RoleArn') return { verdict: 'only-aws', explanation: 'AWS fills in the delivery role of that time.' };
  if (assigned.has(name)) return { verdict: 'only-aws', explanation: 'Made up by AWS: no call states it.' };
  if (side.unknown.has(section)) {
    return { verdict: 'only-aws', explanation: 'Set by a call that is not in this log.' };
  }
  if (side.isBehind && canChange(section)) return gap('Set by a call after the newest version in this log.');
  if (fieldAt(path) === undefined) {
    return { verdict: 'only-aws', explanation: 'No call in the log states it; it may be a value that AWS adds.' };
  }
  return { verdict: 'different', explanation: 'AWS has a value that no call in the log has set.' };
}
