// The history that is rebuilt is the one that the oracle reads out of the same records.
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { sortCalls } from '../../shared/firehose/calls.ts';
import { rebuildHistory } from '../../shared/firehose/history.ts';
import { blameAt, rebuildStream } from '../../shared/firehose/stream.ts';
import { oracleHistory, oracleProvenance } from './oracle.ts';
import { randomHistory } from './randomHistory.ts';

test('random logs give the history that the rules say', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(randomHistory, (records) => {
      expect(rebuildHistory(records)).toEqual(oracleHistory(records));
    }),
    { numRuns: 400 },
  );
});

test('each version knows what its event states, and whom to blame', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(randomHistory, (records) => {
      const histories = sortCalls(records).streams.map(rebuildStream);
      const provenance = histories.map((history) => ({
        account: history.account,
        region: history.region,
        name: history.name,
        lifetimes: history.stated.map((lifetime, at) =>
          lifetime.map((stated, version) => ({
            stated: stated.toSorted(),
            blame: blameAt(history, at, version),
          })),
        ),
      }));
      const byText = (one: object, other: object): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
      expect(provenance.toSorted(byText)).toEqual(oracleProvenance(records).toSorted(byText));
    }),
    { numRuns: 200 },
  );
});
