// The history that is rebuilt is the one that the oracle reads out of the same records.
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { rebuildHistory } from '../../shared/firehose/history.ts';
import { oracleHistory } from './oracle.ts';
import { randomHistory } from './randomHistory.ts';

test('random logs give the history that the rules say', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(randomHistory, (records) => {
      expect(rebuildHistory(records)).toEqual(oracleHistory(records));
    }),
    { numRuns: 400 },
  );
});
