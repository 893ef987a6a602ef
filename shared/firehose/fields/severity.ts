// How much a change matters, and why (spec section 7.3): the first rule that matches, else the field's own severity.
import { noiseOf, type NoiseContext } from '../../diff/noise.ts';
import { fieldAt } from './fieldTable.ts';
import type { Change } from '../model.ts';
import { otherAccount } from './otherAccount.ts';
import type { Severity } from '../presented.ts';
import { isHarmlessDirection, severityRules } from './severityRules.ts';

export type WeighContext = NoiseContext & {
  /** The account that owns the stream; empty where the log names none. */
  readonly account: string;
};

export type Weight = {
  readonly severity: Severity;
  readonly reason?: string;
  /** The id of the rule that matched. */
  readonly rule?: string;
};

export function weigh(change: Change, context: WeighContext): Weight {
  if (noiseOf(change, context) !== undefined) return { severity: 'info' };
  return notedAsFirst(change, raised(change, context.account, plainWeight(change, context)));
}

function plainWeight(change: Change, context: WeighContext): Weight {
  for (const rule of severityRules) {
    const match = rule.match(change, context);
    if (match !== false)
      return { severity: rule.severity, reason: match === true ? rule.reason : match, rule: rule.id };
  }
  const row = fieldAt(change.path)?.row;
  if (row === undefined || isHarmlessDirection(change)) return { severity: 'info' };
  return row.reason === undefined ? { severity: row.severity } : { severity: row.severity, reason: row.reason };
}

const steps: readonly Severity[] = ['low', 'medium', 'high'];

/** A value that points to another account counts one step more. */
function raised(change: Change, account: string, weight: Weight): Weight {
  const other = otherAccount(change.path, change.after, account);
  if (other === undefined || weight.rule === 'qualifier-changed') return weight;
  const severity = steps[steps.indexOf(weight.severity) + 1] ?? weight.severity;
  return {
    ...weight,
    severity: weight.severity === 'info' ? 'info' : severity,
    reason: weight.reason === undefined ? `It is in account ${other}.` : `${weight.reason} It is in account ${other}.`,
  };
}

/** Reasons speak of a change; of a value whose predecessor is unknown that would be a guess. */
function notedAsFirst(change: Change, weight: Weight): Weight {
  if (change.kind !== 'set' || weight.reason === undefined) return weight;
  return { ...weight, reason: `${weight.reason} First seen here: whether it changed is unknown.` };
}
