// How much of the data an S3 backup keeps.
import type { JsonValue } from '../../json.ts';

/** `Disabled` (the default where nothing is said) keeps nothing, `Failed…` what was not delivered, others everything. */
function keptBy(mode: JsonValue | undefined): number | undefined {
  if (mode === undefined || mode === 'Disabled') return 0;
  if (typeof mode !== 'string') return undefined;
  if (mode.startsWith('Failed')) return 1;
  return mode === 'Enabled' || mode.startsWith('All') ? 2 : undefined;
}

/** Whether less is backed up than before. */
export function narrowsBackup(before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  const [kept, keeps] = [keptBy(before), keptBy(after)];
  return kept !== undefined && keeps !== undefined && keeps < kept;
}
