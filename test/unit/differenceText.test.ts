import { describe, expect, test } from 'vitest';

import { differenceText } from '../../main/cli/differenceText.ts';
import { compareStates } from '../../shared/firehose/compare/comparison.ts';
import type { StreamHistory } from '../../shared/firehose/model.ts';
import { caseHistory, showOptions, streamOf } from '../builders/streamHistories.ts';

function told(history: StreamHistory, from: number, to: number): string {
  const compared = compareStates(history, { lifetime: 0, version: from }, { lifetime: 0, version: to }, showOptions);
  return differenceText(compared, 'UTC');
}

function changedPrefix(before: string, after: string): StreamHistory {
  return streamOf([
    {
      eventName: 'CreateDeliveryStream',
      at: '09:00:00',
      request: { extendedS3DestinationConfiguration: { prefix: before } },
    },
    {
      eventName: 'UpdateDestination',
      at: '09:01:00',
      request: { currentDeliveryStreamVersionId: '1', extendedS3DestinationUpdate: { prefix: after } },
    },
  ]);
}

describe('differences for people', () => {
  test('stand field under field, with severity, reason, and who', () => {
    expect(told(changedPrefix('a/', 'b/'), 0, 1)).toBe(
      [
        '',
        'Destination · Amazon S3',
        '  S3 prefix  destination.prefix',
        '    - a/',
        '    + b/',
        '    Low: Consumers and retention rules may miss the objects.',
        '    alice, 12 Jun 2026 09:01:00 UTC, version 2',
        '',
      ].join('\n'),
    );
  });

  test('have long values whole', () => {
    const long = 'x'.repeat(500);
    expect(told(changedPrefix(`${long}/a`, `${long}/b`), 0, 1)).toContain(`    - ${long}/a\n    + ${long}/b\n`);
  });

  test('cannot write on the terminal', () => {
    expect(told(changedPrefix('a/', '\u001b[31mred\r\n'), 0, 1)).toContain('    +  [31mred  \n');
  });

  test('say what is missing between two versions', () => {
    const text = told(caseHistory('09-version-gap'), 1, 3);
    expect(text).toContain('Gaps and doubts\n  Version 5: 2 updates are not in this log.');
  });

  test('say why a value is in doubt', () => {
    expect(told(caseHistory('09-version-gap'), 3, 4)).toMatch(/- 300 s \(5 min\)\n {4}\+ 60 s.*\n(?:.*\n)? {4}stale: /);
  });

  test('say that nothing changed, and how much is not shown', () => {
    expect(told(changedPrefix('a/', 'a/'), 0, 1)).toBe('\nNothing changed.\n');
  });
});
