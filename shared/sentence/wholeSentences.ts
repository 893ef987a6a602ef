// Events that are no calls: Insight and aggregated events, and sign-ins to the console.
import { describeActor } from '../events/actor.ts';
import type { RecordValue } from '../events/record.ts';
import { momentOf } from './moments.ts';
import { endingOf, outcomeOf } from './outcome.ts';
import { plain, valuePart, type Sentence } from './part.ts';
import { placeOf } from './place.ts';
import type { Told } from './phrase.ts';
import { at, isObject, textOf } from './reading.ts';
import { claimedName, subjectOf } from './subject.ts';

/** `undefined` for an event that is told like a call. */
export function wholeSentence(told: Told): Sentence | undefined {
  const { record } = told;
  if (isObject(record['insightDetails'])) return insight(record);
  if (isObject(record['timeWindow'])) return aggregated(told);
  const name = textOf(record['eventName']);
  if (name === undefined) return [plain('The record does not name its event.')];
  return name === 'ConsoleLogin' ? consoleLogin(record) : undefined;
}

const states: Readonly<Record<string, string>> = { Start: 'the start of ', End: 'the end of ' };

function insight(record: RecordValue): Sentence {
  const state = states[at(record, 'insightDetails.state')?.value ?? ''] ?? '';
  const error = at(record, 'insightDetails.errorCode');
  const isError = at(record, 'insightDetails.insightType')?.value === 'ApiErrorRateInsight' || error !== undefined;
  const name = at(record, 'insightDetails.eventName');
  const source = at(record, 'insightDetails.eventSource');
  return [
    plain(`CloudTrail Insights saw ${state}an unusual rate of `),
    ...(isError ? [plain(error === undefined ? 'errors in ' : 'the error ')] : []),
    ...(error === undefined ? [] : [valuePart('error', error.value, error), plain(' in ')]),
    plain(isError && name === undefined ? 'calls' : 'calls of '),
    ...(name === undefined
      ? [plain(isError ? '' : 'an action it does not name')]
      : [valuePart('action', name.value, name)]),
    ...(source === undefined ? [] : [plain(' of '), valuePart('target', source.value, source)]),
    ...inRegion(record),
    ...rates(record),
    plain('.'),
  ];
}

function rates(record: RecordValue): Sentence {
  const seen = at(record, 'insightDetails.insightContext.statistics.insight.average');
  const usual = at(record, 'insightDetails.insightContext.statistics.baseline.average');
  if (seen === undefined) return [];
  const rate = [plain(': '), { text: rounded(seen.value), kind: 'outcome' as const }, plain(' a minute')];
  return usual === undefined ? rate : [...rate, plain(`, usually ${rounded(usual.value)}`)];
}

function rounded(text: string): string {
  const value = Number(text);
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : text;
}

function aggregated({ record, timeText }: Told): Sentence {
  const account = at(record, 'accountId') ?? at(record, 'recipientAccountId');
  const moment = (name: string): string | undefined => {
    const ms = momentOf(at(record, `timeWindow.${name}`)?.value ?? '');
    return ms === undefined ? undefined : timeText(ms);
  };
  const [start, end] = [moment('windowStart'), moment('windowEnd')];
  return [
    plain('CloudTrail counted events'),
    ...(account === undefined ? [] : [plain(' of account '), valuePart('target', account.value, account)]),
    ...inRegion(record),
    plain(start === undefined ? '' : ` from ${start}`),
    plain(end === undefined ? '' : ` to ${end}`),
    plain('.'),
  ];
}

function inRegion(record: RecordValue): Sentence {
  const region = at(record, 'awsRegion');
  return region === undefined ? [] : [plain(' in '), valuePart('plain', region.value, region)];
}

/** Who failed to sign in is not known to be who they said. */
function consoleLogin(record: RecordValue): Sentence {
  const action = (text: string) => valuePart('action', text, { path: ['eventName'], value: 'ConsoleLogin' });
  const ending = endingOf(record);
  const place = placeOf(record);
  if (ending === 'failed') {
    const start = [plain('somebody '), action('tried to sign in to the console'), plain(' as ')];
    return [...start, ...claimedName(record), ...place, plain('. '), ...outcomeOf(record, ending)];
  }
  // Of those who come from an identity provider the record does not say whether they used MFA there.
  const isOwn = ['IAMUser', 'Root'].includes(at(record, 'userIdentity.type')?.value ?? '');
  const mfa = isOwn && describeActor(record)?.mfa === false ? ' without MFA' : '';
  return [
    ...withoutMark(subjectOf(record)),
    plain(' '),
    action('signed in to the console'),
    plain(mfa),
    ...place,
    plain('. '),
    ...outcomeOf(record, ending),
  ];
}

/** Root without MFA is said once. */
function withoutMark(subject: Sentence): Sentence {
  return subject.filter(({ text }) => text !== ' (without MFA)');
}
