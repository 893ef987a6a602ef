// A name that lives again: whether its data now flows somewhere else than in the life before.
import { isSameValue } from '../../diff/changes.ts';
import { isHidden, leavesOf } from '../../diff/leaves.ts';
import type { JsonValue } from '../../json.ts';
import { narrowsBackup } from '../fields/backupMode.ts';
import { destinationLabel, destinationType } from '../destinations.ts';
import { labelOf } from '../fields/labels.ts';
import type { Configuration, Lifetime, Version } from '../model.ts';
import type { Severity } from '../presented.ts';
import { listed, insideSentence, shortLabel } from './summaryWords.ts';
import { valueText } from '../fields/units.ts';

export type Recreation = {
  readonly severity: Severity;
  readonly title: string;
  readonly explanation: string;
};

type Difference = { readonly path: string; readonly text: string; readonly isCertain: boolean };

/** Where records go, and as whom: what makes a destination another one (spec section 7.3, `recreated-elsewhere`). */
const telling =
  /^destination\.(?:(?:s3\.|s3Backup\.)?bucketARN|roleARN|endpointConfiguration\.url|hECEndpoint|clusterJDBCURL|domainARN|clusterEndpoint|collectionEndpoint|accountUrl|catalogConfiguration\.(?:catalogARN|warehouseLocation)|copyCommand\.dataTableName|indexName|database|schema|table)$/;

const rule = 'Producers write by name: their data now flows to the new destination.';

/** Compares the first configuration of a life with the last one of the life before. */
export function compareLives(before: Lifetime, after: Lifetime): Recreation {
  const last = before.versions.at(-1);
  const first = after.versions[0];
  const verb = after.start === 'created' ? 'Re-created' : 'Created again unseen';
  if (!last || !first) return unclear(verb);
  const differences = differencesOf(last, first);
  if (!differences) return unclear(verb);
  const certain = differences.filter(({ isCertain }) => isCertain);
  const doubts = doubtsOf(last, first, differences.length > certain.length);
  if (certain.length > 0) {
    const labels = listed(certain.map(({ path }) => nameOf(path, first.config)));
    const texts = differences.map(({ text }) => text).join('; ');
    return {
      severity: 'high',
      title: `${verb} with another ${labels}`,
      explanation: [`${texts}.`, rule, ...doubts].join(' '),
    };
  }
  if (doubts.length > 0) {
    return { severity: 'medium', title: `${verb}; the destination may be another`, explanation: doubts.join(' ') };
  }
  return {
    severity: 'info',
    title: `${verb} with the same destination, bucket and role`,
    explanation: 'Nothing else is carried over from the life before.',
  };
}

function unclear(verb: string): Recreation {
  return {
    severity: 'medium',
    title: verb,
    explanation: 'Whether the destination is the same as before cannot be told from this log.',
  };
}

/** Nothing where either side knows no destination. */
function differencesOf(last: Version, first: Version): readonly Difference[] | undefined {
  const before = leavesOf(last.config);
  const after = leavesOf(first.config);
  const from = before.get('destination.type');
  const to = after.get('destination.type');
  if (typeof from !== 'string' || typeof to !== 'string') return undefined;
  if (destinationType(from).family !== destinationType(to).family) {
    const text = `${destinationLabel(from)} → ${destinationLabel(to)}`;
    return [{ path: 'destination.type', text, isCertain: true }];
  }
  const isWhole = ![...(last.unknown ?? []), ...(first.unknown ?? [])].includes('destination');
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter((path) => telling.test(path));
  const modes = [before.get(backupMode), after.get(backupMode)] as const;
  return [
    ...paths.flatMap((path) => difference(path, before.get(path), after.get(path), isWhole)),
    ...(isWhole && keepsLess(...modes) ? difference(backupMode, ...modes, isWhole) : []),
  ];
}

const backupMode = 'destination.s3BackupMode';

/** Without a word on it some destinations keep what failed: no less than before, where no more was kept. */
function keepsLess(before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  return narrowsBackup(before, after ?? (narrowsBackup(before, 'FailedDataOnly') ? 'Disabled' : before));
}

function difference(
  path: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  isWhole: boolean,
): readonly Difference[] {
  if (!isWhole && (before === undefined || after === undefined)) return [];
  const isVeiled = isHidden(before) || isHidden(after);
  if (!isVeiled && isSameValue(before, after)) return [];
  const text = `${labelOf(path)}: ${sideText(path, before)} → ${sideText(path, after)}`;
  return [{ path, text, isCertain: !isVeiled }];
}

function sideText(path: string, value: JsonValue | undefined): string {
  if (value === undefined) return 'none';
  return isHidden(value) ? 'hidden in the log' : valueText(path, value);
}

function nameOf(path: string, config: Configuration): string {
  return path === 'destination.type' ? 'kind of destination' : insideSentence(shortLabel(path, config));
}

function doubtsOf(last: Version, first: Version, isHiddenSomewhere: boolean): readonly string[] {
  const doubts: string[] = [];
  if (isHiddenSomewhere) doubts.push('The log hides where the data goes: it may be somewhere else.');
  const isStale = last.stale?.some((path) => telling.test(path)) === true;
  if (isStale) doubts.push('What was last seen of the life before may have changed in a gap.');
  const isPartial = [...(last.unknown ?? []), ...(first.unknown ?? [])].includes('destination');
  if (isPartial && !isStale) doubts.push('Parts of the destination are not in this log.');
  return doubts;
}
