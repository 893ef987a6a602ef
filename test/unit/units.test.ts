import { describe, expect, test } from 'vitest';

import { valueText } from '../../shared/firehose/fields/units.ts';
import type { JsonValue } from '../../shared/json.ts';

const lambda = 'destination.processingConfiguration.processors.Lambda';
const parquet =
  'destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.parquetSerDe.blockSizeBytes';

describe('values with their units', () => {
  test.each<[string, JsonValue, string]>([
    ['destination.bufferingHints.sizeInMBs', 64, '64 MiB'],
    ['destination.s3.bufferingHints.sizeInMBs', 1, '1 MiB'],
    ['destination.bufferingHints.intervalInSeconds', 0, '0 s'],
    ['destination.bufferingHints.intervalInSeconds', 45, '45 s'],
    ['destination.bufferingHints.intervalInSeconds', 300, '300 s (5 min)'],
    ['destination.bufferingHints.intervalInSeconds', 90, '90 s (1 min 30 s)'],
    ['destination.retryOptions.durationInSeconds', 7200, '7,200 s (2 h)'],
    ['destination.retryOptions.durationInSeconds', 3661, '3,661 s (1 h 1 min 1 s)'],
    ['destination.hECAcknowledgmentTimeoutInSeconds', 180, '180 s (3 min)'],
    [parquet, 268_435_456, '268,435,456 (256 MiB)'],
    [parquet, 1_048_576, '1,048,576 (1 MiB)'],
    [parquet, 1500, '1,500 (1.5 KiB)'],
    [parquet, 0, '0 bytes'],
    [`${lambda}.BufferSizeInMBs`, '0.25', '0.25 MB'],
    [`${lambda}.BufferIntervalInSeconds`, '60', '60 s (1 min)'],
    [`${lambda}.NumberOfRetries`, '3', '3'],
    ['source.throughputHintInMBs', 10, '10 MiB/s'],
    ['destination.future.waitInSeconds', 120, '120 s (2 min)'],
    ['destination.future.blockSizeBytes', 2048, '2,048 (2 KiB)'],
    ['destination.future.sizeInMBs', 5, '5 MiB'],
    ['destination.future.count', 12_345, '12345'],
    ['tags.size', '300', '300'],
    ['destination.hECAcknowledgmentTimeoutInSeconds', 'soon', 'soon'],
  ])('%s: %j is %s', (path, value, text) => {
    expect(valueText(path, value)).toBe(text);
  });
});

describe('values without a unit', () => {
  test.each<[JsonValue, string]>([
    ['', '"" (empty)'],
    [true, 'true'],
    [false, 'false'],
    [null, 'null'],
    [['a', 'b'], 'a, b'],
    [['a, b', ''], '"a, b", ""'],
    [[{ a: 1 }], '{"a":1}'],
    [[], '[] (empty)'],
    [{}, '{} (empty)'],
    [{ $hidden: '' }, 'hidden in the log'],
    [{ $hidden: '****' }, 'hidden in the log'],
    [{ $secret: '1a2b3c4d' }, 'secret, masked (1a2b3c4d)'],
    [{ $secret: '' }, 'secret, masked ()'],
    ['x'.repeat(10_000), 'x'.repeat(10_000)],
  ])('%j is %s', (value, text) => {
    expect(valueText('destination.prefix', value)).toBe(text);
  });
});
