// How it ended, as sentences of their own.
import type { RecordValue } from '../events/record.ts';
import { errorWords, refusalReason } from './errorWords.ts';
import { answeredStatus } from './status.ts';
import { plain, shownText, valuePart, type Sentence } from './part.ts';
import { at, objectOf, textOf, valueAt } from './reading.ts';

/** `dry`: only whether the call would be allowed was asked. */
export type Ending = 'accepted' | 'failed' | 'dry';

export function endingOf(record: RecordValue): Ending {
  const code = textOf(record['errorCode']) ?? '';
  if (/DryRunOperation(?:Exception)?$/.test(code)) return 'dry';
  return code !== '' || textOf(record['errorMessage']) !== undefined || saidFailure(record) ? 'failed' : 'accepted';
}

/** Sign-ins name no error code: `{"ConsoleLogin": "Failure"}`. */
function saidFailure(record: RecordValue): boolean {
  const name = textOf(record['eventName']) ?? '';
  return ['responseElements', 'serviceEventDetails'].some(
    (member) => valueAt(record, [member, name])?.value === 'Failure',
  );
}

export function outcomeOf(record: RecordValue, ending: Ending): Sentence {
  const code = at(record, 'errorCode');
  if (ending === 'dry' && code !== undefined) {
    return [
      plain('It would have been allowed ('),
      valuePart('outcome', code.value, code),
      plain('); nothing was done.'),
    ];
  }
  if (ending === 'failed') return failure(record);
  return acceptance(record);
}

/** That a call was accepted is not that all is done: where the answer gives a status, it is told. */
function acceptance(record: RecordValue): Sentence {
  const outcome = (text: string): Sentence => [{ text, kind: 'outcome' }];
  if (record['eventType'] === 'AwsVpceEvents') return outcome('The VPC endpoint let it pass.');
  const isWrite = String(record['readOnly']) === 'false' && record['eventType'] === 'AwsApiCall';
  if (!isWrite) return outcome('No error is recorded.');
  const status = answeredStatus(record);
  if (status === undefined) return outcome('The call was accepted.');
  return [
    ...outcome('The call was accepted'),
    plain(', with the status '),
    valuePart('outcome', status.value, status),
    plain('.'),
  ];
}

function failure(record: RecordValue): Sentence {
  const code = at(record, 'errorCode');
  const message = at(record, 'errorMessage');
  // Sign-ins have this for a code, which says no more than that they failed.
  if (code === undefined || code.value === 'Failure') {
    if (message === undefined) return [{ text: 'It failed.', kind: 'error' }];
    return [
      plain('It failed: '),
      { text: unstopped(shownText(message.value, 220)), kind: 'error', filter: message },
      plain('.'),
    ];
  }
  const words = errorWords(code.value);
  const codePart = valuePart('error', code.value, code);
  const start =
    words === undefined ? [plain('It failed with '), codePart] : [plain(`It failed: ${words} (`), codePart, plain(')')];
  return [...start, ...reasonOf(message?.value, words, code.value)];
}

/** Why access was denied; of other errors what the service said, unless it only says the code again. */
function reasonOf(message: string | undefined, words: string | undefined, code: string): Sentence {
  if (message === undefined) return [plain('.')];
  if (words === 'access denied') {
    const reason = refusalReason(message);
    return [plain(reason === undefined ? '.' : ` ${reason}.`)];
  }
  const said = unstopped(shownText(message, 220));
  const isNews = said !== '' && !said.endsWith(code.replace(/^.*?\./, ''));
  return isNews ? [plain('. AWS said: '), { text: said, kind: 'error' }, plain('.')] : [plain('.')];
}

function unstopped(text: string): string {
  return text.replace(/[.\s]+$/, '');
}

/** What keeps the record from telling all. */
export function remarksOf(record: RecordValue): Sentence {
  const isOmitted = ['requestParameters', 'responseElements'].some(
    (member) => objectOf(record[member])['omitted'] === true,
  );
  const addendum = at(record, 'addendum.reason');
  return [
    ...(isOmitted ? [plain(' For their size the record leaves its parameters out.')] : []),
    ...(addendum === undefined
      ? []
      : [
          plain(' CloudTrail delivered or amended the record later ('),
          valuePart('plain', addendum.value, addendum),
          plain(').'),
        ]),
  ];
}
