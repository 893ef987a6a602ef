// The rows of the tables `versions` and `changes` for one stream: what its history says, with secrets masked.
import { setImmediate } from 'node:timers/promises';

import { noiseOf } from '../../../shared/diff/noise.ts';
import { callLookup, type CallLookup } from '../../../shared/firehose/timeline/callLookup.ts';
import { labelOf } from '../../../shared/firehose/fields/labels.ts';
import type { Change, Configuration, StreamHistory, Version } from '../../../shared/firehose/model.ts';
import { originOf } from '../../../shared/firehose/compare/origin.ts';
import { maskSecrets } from '../../../shared/firehose/fields/secrets.ts';
import { weigh } from '../../../shared/firehose/fields/severity.ts';
import { summaryOf } from '../../../shared/firehose/timeline/summary.ts';
import type { JsonValue } from '../../../shared/json.ts';
import type { TableRow } from '../store/versionTables.ts';
import { maskSecret } from './mask.ts';

const longestSliceMs = 20;

export type TableRows = { readonly versions: readonly TableRow[]; readonly changes: readonly TableRow[] };

/** With pauses in which others are answered: a stream of thousands of versions takes seconds. */
export async function tableRows(history: StreamHistory): Promise<TableRows> {
  const lookup = callLookup(history);
  const versions: TableRow[] = [];
  const changes: TableRow[] = [];
  let pausedMs = performance.now();
  for (const [lifetime, { versions: all }] of history.lifetimes.entries()) {
    for (const [index, version] of all.entries()) {
      const place = { lifetime, index, version };
      const told = toldOf(history, lookup, place);
      versions.push(versionRow(history, told, place));
      const context = { account: history.account, before: all[index - 1]?.config, after: version.config };
      for (const change of version.changes) changes.push(changeRow(told, change, context));
      if (performance.now() - pausedMs < longestSliceMs) continue;
      await setImmediate();
      pausedMs = performance.now();
    }
  }
  return { versions, changes };
}

type Place = { readonly lifetime: number; readonly index: number; readonly version: Version };

/** What rows of both tables say first. Lifetimes, and versions in them, are counted from 1. */
function toldOf(history: StreamHistory, lookup: CallLookup, { lifetime, index, version }: Place): TableRow {
  const call = lookup.callOf(version);
  return {
    account: history.account,
    region: history.region,
    name: history.name,
    lifetime: lifetime + 1,
    version: version.id,
    ordinal: index + 1,
    eventTime: version.time,
    eventID: version.eventId,
    eventName: version.eventName,
    actor: call === undefined ? version.actor : originOf(call).actor,
  };
}

function versionRow(history: StreamHistory, told: TableRow, { lifetime, index, version }: Place): TableRow {
  const { summary, severity, changes, noise } = summaryOf(history, lifetime, index);
  return {
    ...told,
    versionId: version.versionId,
    summary,
    severity: severity ?? null,
    changes,
    noise,
    complete: version.complete,
    unknown: listText(version.unknown),
    stale: listText(version.stale),
    ambiguous: listText(version.ambiguous),
    notes: listText(version.notes),
    config: JSON.stringify(maskSecrets(version.config, maskSecret)),
  };
}

type Context = { readonly account: string; readonly before: Configuration | undefined; readonly after: Configuration };

function changeRow(told: TableRow, change: Change, context: Context): TableRow {
  const { severity, reason } = weigh(change, context);
  const noise = noiseOf(change, context);
  const text = (value: JsonValue | undefined): string | null =>
    value === undefined ? null : JSON.stringify(maskSecrets(value, maskSecret, change.path));
  return {
    ...told,
    path: change.path,
    label: labelOf(change.path, context.after),
    kind: change.kind,
    before: text(change.before),
    after: text(change.after),
    severity,
    reason: reason ?? noise ?? null,
    noise: noise !== undefined,
  };
}

function listText(list: readonly string[] | undefined): string | null {
  return list === undefined ? null : JSON.stringify(list);
}
