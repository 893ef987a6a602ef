import { useState } from 'react';

import type { Certainty } from '../../shared/firehose/presented.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { markNames, MarkSign } from './marks.tsx';

const marks: readonly { readonly certainty: Certainty; readonly meaning: string }[] = [
  { certainty: 'known', meaning: 'Stated by an event in this log, or kept by a rule that AWS documents.' },
  {
    certainty: 'hidden',
    meaning:
      'Stated, but CloudTrail shows it masked (passwords, keys, some URLs and names). Stated again it may have changed, even where before and after look alike.',
  },
  {
    certainty: 'ambiguous',
    meaning:
      'Kept from an earlier version: a later call gave only a part of its block, and AWS does not document whether the rest of the block is kept.',
  },
  {
    certainty: 'stale',
    meaning: 'Known before a gap and not stated since. It may have been changed by a call that is not in this log.',
  },
  {
    certainty: 'unknown',
    meaning: 'No event in this log says it. A whole section can be unknown where the log begins after the creation.',
  },
];

/** A short page on versions, on the marks, and on what CloudTrail cannot tell. */
export function MarksHelp() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="link" onClick={() => setOpen(true)}>
        What do the marks mean?
      </button>
      <Dialog heading="Versions, marks and what the log cannot tell" isOpen={isOpen} onClose={() => setOpen(false)}>
        {/* Scrolls, so that the keys must reach it. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section className="help selectable" aria-label="Help" tabIndex={0}>
          <Versions />
          <h3>The marks of a value</h3>
          <dl className="help-marks">
            {marks.map(({ certainty, meaning }) => (
              <div key={certainty}>
                <dt>
                  <MarkSign certainty={certainty} /> {markNames[certainty]}
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
          <p>
            Secrets that the log shows in clear are masked everywhere but in the exact record. Equal masks stand for
            equal secrets.
          </p>
          <Limits />
        </section>
      </Dialog>
    </>
  );
}

function Versions() {
  return (
    <>
      <h3>What a version is here</h3>
      <p>
        Amazon Data Firehose numbers the configurations of a stream: creation makes version 1, each accepted
        UpdateDestination call the next one, also where nothing changed. Each such call names the version it was based
        on, so that one record proves two numbers, and lost records show.
      </p>
      <p>
        Tags and encryption at rest change without a new number, as far as AWS documents: they appear as 6.1, 6.2 and on
        after version 6. A question mark stands where the number is not in the log. “6 versions” counts what is in the
        log; “version 6” is the number.
      </p>
      <p>
        An update is merged into what was there: members that a call does not give are kept if the kind of destination
        stays the same; with another kind nothing is kept.
      </p>
    </>
  );
}

function Limits() {
  return (
    <>
      <h3>What CloudTrail cannot tell</h3>
      <ul className="help-list">
        <li>
          A successful call was accepted, which does not mean that it took effect. Encryption is therefore called
          requested; creation, deletion and encryption can still fail later without a record. Changes are usually
          effective within a few minutes.
        </li>
        <li>
          A lost update shows as a gap, since numbers are missing. A lost change of tags or encryption leaves no trace.
          StopLogging, DeleteTrail and PutEventSelectors events of CloudTrail show when the log was blind.
        </li>
        <li>
          Whether starting or stopping encryption moves the number is not documented. Where as many numbers are missing
          as there were such calls, the gap is taken as explained by them; that can hide a lost update.
        </li>
        <li>The ARN of an S3 bucket names no account: the log cannot say whose bucket it is.</li>
        <li>
          Answers of AWS are not logged: a DescribeDeliveryStream call shows that a stream exists, not how it is
          configured. “Compare with live answer…” takes such an answer and compares it with the newest version.
        </li>
        <li>
          Between the last event of a stream and the event that shows that it is gone, the log cannot tell whether it
          existed.
        </li>
        <li>
          Defaults that AWS adds by itself are not in the log. They are shown dimmed and are never part of a change.
        </li>
        <li>Records sent to a stream (PutRecord, PutRecordBatch) are not logged.</li>
      </ul>
    </>
  );
}
