import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { looksLikeView, printView, readView } from '../../shared/events/viewText.ts';
import type { SavedView } from '../../shared/ipc/contract.ts';

const view: SavedView = {
  name: 'Denied calls of the pipeline',
  filter: 'errorCode:AccessDenied actor:"ci deploy" userAgent:*terraform*',
  time: 'last 7 days',
  timeZone: 'Europe/Berlin',
  sort: [{ column: 'eventTime', direction: 'desc' }],
  columns: [
    { id: 'eventTime', width: 170, pinned: 'left' },
    { id: 'requestParameters.bucketName', width: 200 },
  ],
  facets: ['eventName', 'actor'],
};

const text = `\`\`\`
Firetrail view 1
name: Denied calls of the pipeline
filter: errorCode:AccessDenied actor:"ci deploy" userAgent:*terraform*
time: last 7 days
timeZone: Europe/Berlin
sort: eventTime desc
columns: eventTime 170 left, requestParameters.bucketName 200
facets: eventName, actor
\`\`\``;

test('is written so that people can read it', () => {
  expect(printView(view)).toBe(text);
  expect(readView(text)).toEqual({ view });
});

const path = fc.oneof(
  fc.constantFrom('eventTime', 'actor', 'userIdentity.arn', 'requestParameters["odd, key"].x', 'a["“q”"]'),
  fc.string({ minLength: 1, maxLength: 8 }).map((key) => `requestParameters[${JSON.stringify(key)}]`),
);
const field = path.filter(isField);

function isField(id: string): boolean {
  return 'view' in readView(`Firetrail view 1\nfacets as JSON: ${JSON.stringify([id])}`);
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('"a b"', ' x', '```', '– “x”', '> a'),
);
const anyView = fc.record(
  {
    name: anyText,
    filter: anyText,
    time: anyText,
    timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu'),
    sort: fc.array(fc.record({ column: field, direction: fc.constantFrom('asc', 'desc') }), { maxLength: 3 }),
    columns: fc.array(
      fc.record(
        { id: field, width: fc.integer({ min: 1, max: 2000 }), pinned: fc.constantFrom('left', 'right') },
        { requiredKeys: ['id', 'width'] },
      ),
      { maxLength: 4 },
    ),
    facets: fc.array(field, { maxLength: 3 }),
  },
  { requiredKeys: ['name', 'filter', 'time', 'timeZone', 'sort', 'columns'] },
);

test('what is written is read again, also out of a chat', () => {
  fc.assert(
    fc.property(anyView, (made) => {
      const written = printView(made as SavedView);
      expect(readView(written)).toEqual({ view: made });
      expect(readView(`Look at this:\r\n${written.replaceAll('\n', '\r\n')}\r\nthanks`)).toEqual({ view: made });
      expect(readView(written.replaceAll(/^/gm, '> '))).toEqual({ view: made });
      expect(readView(typographic(written))).toEqual({ view: made });
    }),
    { numRuns: 150 },
  );
});

/** What chat and mail programs do to a text that is not marked as code. */
function typographic(written: string): string {
  let quotes = 0;
  return written
    .replaceAll('"', () => (quotes++ % 2 === 0 ? '“' : '”'))
    .replaceAll("'", '’')
    .replaceAll('--', '—')
    .replaceAll(' ', '\u00a0');
}

describe('says what is wrong', () => {
  test.each([
    ['hello', /no view of Firetrail/],
    ['Firetrail view 2\nfilter: x', /newer Firetrail \(version 2/],
    ['Firetrail view 1\nfilter: x\nfilter: y', /says twice what its filter is/],
    ['Firetrail view 1\ncolour: red', /cannot be read: "colour: red"/],
    ['Firetrail view 1\ntimeZone: Mars/Base', /"Mars\/Base" is no time zone/],
    ['Firetrail view 1\nsort: eventTime down', /The sort of the view cannot be read/],
    ['Firetrail view 1\ncolumns as JSON: [{', /The columns of the view cannot be read/],
    ['Firetrail view 1\nfilter as JSON: 7', /The filter of the view cannot be read/],
  ])('%s', (wrong, sentence) => {
    expect(readView(wrong)).toEqual({ problem: expect.stringMatching(sentence) });
  });

  test('only what bears the heading is meant as a view', () => {
    expect(looksLikeView(text)).toBe(true);
    expect(looksLikeView('firetrail view')).toBe(false);
    expect(looksLikeView('eventName:x')).toBe(false);
  });
});
