// An answer of describe-delivery-stream against the newest version in the log. It never changes the history.
import { isHidden, leavesOf } from '../../diff/leaves.ts';
import type { JsonValue } from '../../json.ts';
import type { ShowOptions } from '../compare/comparison.ts';
import { compareGroups, groupOf, labelOf } from '../fields/labels.ts';
import type { LiveAnswer } from './liveAnswer.ts';
import { liveBaseOf, type LiveBase } from './liveBase.ts';
import { judgeField, logSideOf, type Judgement, type LogSide } from './liveFields.ts';
import type { Configuration, StreamHistory } from '../model.ts';
import type { LiveComparison, ShownValue } from '../presented.ts';
import { maskSecrets } from '../fields/secrets.ts';
import { valueText } from '../fields/units.ts';
import { valueShower } from '../compare/shownValue.ts';
import { counted } from '../timeline/summaryWords.ts';

type LiveField = LiveComparison['fields'][number];
type Mask = ShowOptions['mask'];

export function compareLive(history: StreamHistory, answer: LiveAnswer, options: { mask: Mask }): LiveComparison {
  const { account, region, name } = history;
  const base = liveBaseOf(history, answer);
  const isBehind = base.missing > 0;
  const side = logSideOf(base.made, account, isBehind);
  const fields =
    base.made === undefined
      ? onlyLive(answer.config, options.mask)
      : fieldsOf(side, answer, { mask: options.mask, showLog: logShower(history, base, options.mask) });
  const told = tell(base, answer, fields);
  const logVersionId = base.made?.versionId ?? undefined;
  return {
    stream: { account, region, name },
    ...told,
    ...(answer.versionId === undefined ? {} : { liveVersionId: answer.versionId }),
    ...(logVersionId === undefined ? {} : { logVersionId }),
    fields,
  };
}

/** Whether an answer is about another stream than the one it is to be compared with, in a sentence. */
export function otherStream(answer: LiveAnswer, stream: StreamHistory | LiveComparison['stream']): string | undefined {
  const { account, region, name } = answer.stream;
  const isSame =
    name === stream.name &&
    (account === '' || account === stream.account) &&
    (region === '' || region === stream.region);
  if (isSame) return undefined;
  const place = account === '' ? '' : ` in account ${account}, ${region}`;
  return `The answer describes the stream "${name}"${place}, not "${stream.name}" in account ${stream.account}, ${stream.region}. Choose that stream, or describe this one.`;
}

type ShowLog = (path: string, value: JsonValue) => ShownValue;

function logShower(history: StreamHistory, base: LiveBase, mask: Mask): ShowLog {
  const { lifetime: lifetimeIndex = 0, version: versionIndex = 0, made: version } = base;
  const lifetime = history.lifetimes[lifetimeIndex];
  const state = lifetime && version && { lifetime, lifetimeIndex, version, versionIndex };
  const show = valueShower({ mask, history });
  return (path, value) => show(value, { path, state });
}

function fieldsOf(
  side: LogSide,
  answer: LiveAnswer,
  { mask, showLog }: { readonly mask: Mask; readonly showLog: ShowLog },
): readonly LiveField[] {
  const log = leavesOf(side.config);
  const live = leavesOf(answer.config);
  return [...new Set([...log.keys(), ...live.keys()])]
    .map((path) => {
      const [logged, described] = [log.get(path), live.get(path)];
      const judged = judgeField(path, logged, described, side, answer.config);
      const judgement = path === 'encryption.enabled' ? withStatus(judged, answer.encryptionStatus) : judged;
      const config = described === undefined ? side.config : answer.config;
      return {
        ...named(path, config),
        ...judgement,
        ...(logged === undefined ? {} : { log: showLog(path, logged) }),
        ...(described === undefined ? {} : { live: showLiveValue(path, described, mask) }),
      };
    })
    .toSorted(byGroup);
}

function onlyLive(config: Configuration, mask: Mask): readonly LiveField[] {
  const leaves: readonly (readonly [string, JsonValue])[] = [...leavesOf(config)];
  return leaves
    .map(([path, value]) => ({
      ...named(path, config),
      verdict: 'only-aws' as const,
      explanation: 'Not in this log.',
      live: showLiveValue(path, value, mask),
    }))
    .toSorted(byGroup);
}

function showLiveValue(path: string, value: JsonValue, mask: Mask): ShownValue {
  const shown = maskSecrets(value, mask, path);
  const marks = isHidden(value) ? [{ certainty: 'hidden' as const, explanation: 'AWS does not show this value.' }] : [];
  return { value: shown, text: valueText(path, shown), marks };
}

function named(path: string, config: Configuration): Pick<LiveField, 'path' | 'label' | 'group'> {
  return { path, label: labelOf(path, config), group: groupOf(path, config) };
}

function byGroup(a: LiveField, b: LiveField): number {
  return compareGroups(a.group, b.group) || (a.path < b.path ? -1 : 1);
}

const encryptionWords: Readonly<Record<string, string>> = {
  ENABLING: 'AWS is still enabling it.',
  ENABLING_FAILED: 'AWS accepted the start, but enabling it failed: the stream is not encrypted.',
  DISABLING: 'AWS is still disabling it.',
  DISABLING_FAILED: 'AWS accepted the stop, but disabling it failed: the stream is still encrypted.',
};

/** The answer tells what the log cannot: whether a start or stop of encryption came about. */
function withStatus(judged: Judgement, status: string | undefined): Judgement {
  const words = status !== undefined && Object.hasOwn(encryptionWords, status) ? encryptionWords[status] : undefined;
  return words === undefined ? judged : { ...judged, explanation: `${judged.explanation} ${words}`.trim() };
}

type Told = Pick<LiveComparison, 'verdict' | 'title' | 'explanation'>;

function tell(base: LiveBase, answer: LiveAnswer, fields: readonly LiveField[]): Told {
  const count = (...verdicts: readonly string[]): number =>
    fields.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const different = count('different', 'only-log');
  const changed = count('explained-by-gap');
  const explain = (...parts: readonly string[]): string =>
    [...parts, base.note ?? '', base.ended ?? '', statusText(answer.status)].filter((part) => part !== '').join(' ');
  if (!base.made) return { verdict: 'not-in-log', title: 'Not in this log', explanation: explain() };
  const versions = versionText(base, answer);
  if (different > 0) {
    const title = `${counted(different, 'field differs', 'fields differ')} from the log`;
    return { verdict: 'different', title, explanation: explain(versions, driftText(base)) };
  }
  const fieldsChanged = counted(changed, 'field', 'fields');
  if (base.missing > 0 && !base.isExplained) {
    const title = `${counted(base.missing, 'update is', 'updates are')} not in this log`;
    return { verdict: 'not-in-log', title, explanation: explain(versions, changedText(changed, fieldsChanged)) };
  }
  if (changed > 0) {
    const title = `${fieldsChanged} changed in a gap of this log`;
    return { verdict: 'explained-by-gap', title, explanation: explain(versions) };
  }
  const equal = counted(count('equal'), 'field is', 'fields are');
  const open = count('cannot-compare', 'only-aws');
  const rest = open === 0 ? '' : `; ${counted(open, 'field', 'fields')} cannot be compared`;
  const explanation = explain(`${equal} equal${rest}.`, versions);
  if (base.ended !== undefined) return { verdict: 'different', title: 'The stream ended in this log', explanation };
  return { verdict: 'equal', title: 'AWS and the log agree', explanation };
}

function changedText(changed: number, fields: string): string {
  return changed === 0 ? 'They left nothing different that is known here.' : `They changed ${fields}.`;
}

function driftText({ missing }: LiveBase): string {
  if (missing > 0) return 'The missing updates cannot account for all of it.';
  return 'A call that is not in this log must have changed them, or AWS keeps what was sent in another form.';
}

function versionText({ made, missing, isExplained }: LiveBase, { versionId }: LiveAnswer): string {
  if (versionId === undefined || made === undefined) return '';
  if (made.versionId === null) return `AWS has version ${versionId}; the version number is not in this log.`;
  if (missing === 0) return `Both are version ${versionId}.`;
  const text = `AWS has version ${versionId}; the newest in this log is version ${made.versionId}.`;
  if (!isExplained) return text;
  return `${text} Encryption calls since then may have moved the number: AWS does not document whether they do.`;
}

function statusText(status: string | undefined): string {
  return status === undefined || status === 'ACTIVE' ? '' : `AWS says the stream is ${status}.`;
}
