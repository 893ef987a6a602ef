import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isInNetwork, readNetwork } from '../../shared/filter/network.ts';
import { isTimeZone, readPeriod } from '../../shared/filter/time.ts';

function period(text: string, timeZone = 'UTC'): string {
  const found = readPeriod(text, timeZone);
  return found === undefined ? 'none' : `${new Date(found.start).toISOString()} ${new Date(found.end).toISOString()}`;
}

describe('readPeriod', () => {
  test.each([
    ['2026', '2026-01-01T00:00:00.000Z 2027-01-01T00:00:00.000Z'],
    ['2026-12', '2026-12-01T00:00:00.000Z 2027-01-01T00:00:00.000Z'],
    ['2024-02', '2024-02-01T00:00:00.000Z 2024-03-01T00:00:00.000Z'],
    ['2026-01-31', '2026-01-31T00:00:00.000Z 2026-02-01T00:00:00.000Z'],
    ['2026-01-31T12', '2026-01-31T12:00:00.000Z 2026-01-31T13:00:00.000Z'],
    ['2026-01-31T12:30', '2026-01-31T12:30:00.000Z 2026-01-31T12:31:00.000Z'],
    ['2026-01-31 12:30:15', '2026-01-31T12:30:15.000Z 2026-01-31T12:30:16.000Z'],
    ['2026-01-31T12:30:15.5', '2026-01-31T12:30:15.500Z 2026-01-31T12:30:15.600Z'],
    ['2026-01-31T12:30:15.1234567Z', '2026-01-31T12:30:15.123Z 2026-01-31T12:30:15.124Z'],
    ['2026-01-31T12:30+02:00', '2026-01-31T10:30:00.000Z 2026-01-31T10:31:00.000Z'],
    ['2026-01-31-05:00', '2026-01-31T05:00:00.000Z 2026-02-01T05:00:00.000Z'],
    ['9999', '9999-01-01T00:00:00.000Z +010000-01-01T00:00:00.000Z'],
  ])('%s', (text, expected) => {
    expect(period(text)).toBe(expected);
  });

  test.each([
    '',
    '26',
    '2026-1',
    '2026-13',
    '2026-02-29',
    '2026-01-31T24',
    '2026-01-31T12:60',
    'x2026',
    '2026-01-31T',
    '2026+02',
    '2026-01+02:00',
    '2026-01-31T12:30+99:00',
    '0026-01-01',
  ])('%j is none', (text) => {
    expect(period(text)).toBe('none');
  });

  test.each([
    // Berlin's clocks go forward on 29 March 2026 at 02:00 and back on 25 October 2026 at 03:00.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z 2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z 2026-10-25T23:00:00.000Z'],
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z 2026-10-25T01:31:00.000Z'],
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:00:00.000Z 2026-03-29T01:00:00.000Z'],
    ['2026-03-29T02', 'Europe/Berlin', '2026-03-29T01:00:00.000Z 2026-03-29T01:00:00.000Z'],
    ['2026-07', 'America/New_York', '2026-07-01T04:00:00.000Z 2026-08-01T04:00:00.000Z'],
    ['2026-01-01', 'Asia/Kolkata', '2025-12-31T18:30:00.000Z 2026-01-01T18:30:00.000Z'],
    ['2026-01-01', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z 2026-01-01T10:00:00.000Z'],
    ['2026-01-01T00:00Z', 'Asia/Kolkata', '2026-01-01T00:00:00.000Z 2026-01-01T00:01:00.000Z'],
    // Samoa skipped this day when it moved across the date line.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z 2011-12-30T10:00:00.000Z'],
  ])('%s in %s', (text, timeZone, expected) => {
    expect(period(text, timeZone)).toBe(expected);
  });

  test('every instant lies in the period that its zone calls it by', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu');
    const dates = fc.date({
      min: new Date('1990-01-01T00:00:00Z'),
      max: new Date('2037-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, zones, (date, timeZone) => {
        const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
          date,
        );
        for (const length of [4, 7, 10, 13, 16, 19]) {
          const found = readPeriod(local.slice(0, length), timeZone);
          expect(found?.start).toBeLessThanOrEqual(date.getTime());
          expect(found?.end).toBeGreaterThan(date.getTime());
        }
      }),
      { numRuns: 300 },
    );
  });

  test('knows the names of zones', () => {
    expect(['UTC', 'Europe/Berlin', 'Mars/Base', ''].map(isTimeZone)).toEqual([true, true, false, false]);
  });
});

describe('networks', () => {
  test.each<[string, string, boolean]>([
    ['203.0.113.0/24', '203.0.113.255', true],
    ['203.0.113.77/24', '203.0.113.1', true],
    ['203.0.113.0/24', '203.0.114.0', false],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['0.0.0.0/0', '::1', false],
    ['10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['10.0.0.0/8', '0:0:0:0:0:FFFF:0A01:0203', true],
    ['::ffff:10.0.0.0/104', '10.1.2.3', true],
    ['::/0', '10.1.2.3', false],
    ['::/0', '::', true],
    ['2001:db8::/32', '2001:0DB8:ffff::1', true],
    ['2001:db8::/33', '2001:db8:8000::', false],
    ['fe80::/10', 'febf::1', true],
    ['2001:db8::1', '2001:db8:0:0::1', true],
    ['1.2.3.4', '1.2.3.4', true],
    ['10.0.0.0/8', '10.1.2', false],
    ['10.0.0.0/8', '10.1.2.256', false],
    ['::/0', '1::2::3', false],
    ['::/0', '1:2:3:4:5:6:7:8::', false],
    ['::/0', ':1:2:3:4:5:6:7', false],
    ['::/0', 'x.amazonaws.com', false],
  ])('%s, %s: %s', (network, address, isInside) => {
    expect(isInNetwork(address, readNetwork(network)!)).toBe(isInside);
  });

  test.each([
    '',
    'a',
    '1.2.3.4/33',
    '1.2.3.4/',
    '1.2.3.4/x',
    '1.2.3.4/8/8',
    '1.2.3',
    '::/129',
    '12345::',
    'AWS Internal',
  ])('%j is none', (text) => {
    expect(readNetwork(text)).toBeUndefined();
  });

  test('an address is in every network that is cut from it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV6(), fc.ipV4()), fc.nat(128), (address, bits) => {
        const width = address.includes(':') ? 128 : 32;
        expect(isInNetwork(address, readNetwork(`${address}/${Math.min(bits, width)}`)!)).toBe(true);
      }),
    );
  });
});
