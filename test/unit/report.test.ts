import fc from 'fast-check';
// @ts-expect-error: the package has no types; only the document it makes is used.
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';

import { reportOf, type ReportRequest } from '../../shared/firehose/report/report.ts';
import { fileNameOf } from '../../shared/firehose/report/fileName.ts';
import { code, codeCell, plain, table } from '../../shared/firehose/report/markdownText.ts';
import type { StreamHistory } from '../../shared/firehose/model.ts';
import type { Timeline } from '../../shared/firehose/presented.ts';
import type { JsonObject } from '../../shared/json.ts';
import { caseHistory, created, historiesOf, showOptions, streamOf, updated } from '../builders/streamHistories.ts';
import { randomHistory } from '../firehose/randomHistory.ts';

const bucket = { bucketARN: 'arn:aws:s3:::a', roleARN: 'arn:aws:iam::111122223333:role/a' };
const kinds = ['diff', 'timeline', 'history'] as const;
const formats = ['markdown', 'json', 'html'] as const;

function report(history: StreamHistory, request: Partial<ReportRequest> & Pick<ReportRequest, 'what' | 'format'>) {
  return reportOf(history, { withNoise: false, ...request }, showOptions);
}

const version = (index: number) => ({ lifetime: 0, version: index });

/** The cells of a table's line, as GitHub splits them: a bar behind a backslash ends none. */
function cellsOf(line: string): readonly string[] {
  const parts = line.slice(1, -1).match(/(?:\\[\s\S]|[^\\|])+/g) ?? [];
  return parts.map((part) => part.trim());
}

const tableLines = (text: string): readonly string[] => text.split('\n').filter((line) => line.startsWith('|'));

/** The page without anything run or fetched. */
const pageOf = (html: string): Document => new JSDOM(html).window.document as Document;

const textOf = (node: Element | null): string => node?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';

describe('a diff as Markdown', () => {
  const history = caseHistory('05-extended-s3-processing');
  const { text, fileName } = report(history, { what: 'diff', format: 'markdown', from: version(1), to: version(2) });

  test('says which stream and versions, and who made them', () => {
    expect(fileName).toBe('clicks-enriched v2-v3 diff.md');
    expect(text).toMatch(/^## clicks-enriched: Version 2 → Version 3\n/);
    expect(text).toContain('- Stream: `clicks-enriched`, account 111122223333, region us-east-1');
    expect(text).toMatch(
      /- To: Version 3, made 12 Jan 2024 23:14:00 UTC by ci-bot \(192\.0\.2\.77 · Boto3\), UpdateDestination, event `/,
    );
    expect(text).toContain('- Times are in UTC.');
  });

  test('has a row for each change, with its reason and who made it', () => {
    const row = tableLines(text).find((line) => line.includes('LambdaArn'));
    expect(cellsOf(row ?? '')).toEqual([
      'Lambda processor `destination.processingConfiguration.processors.Lambda.LambdaArn`',
      '`arn:aws:lambda:us-east-1:111122223333:function:enrich-clicks:$LATEST`',
      '`arn:aws:lambda:us-east-1:444455556666:function:enrich-clicks:$LATEST`',
      '**High**: A function reads and rewrites every record before delivery. It is in account 444455556666.',
      'ci-bot, 12 Jan 2024 23:14:00 UTC, version 3',
    ]);
    expect(text).toContain('5 changes: 1 high');
  });

  test('states gaps and doubts', () => {
    const gap = report(caseHistory('09-version-gap'), {
      what: 'diff',
      format: 'markdown',
      from: version(1),
      to: version(3),
    });
    expect(gap.text).toContain('### Gaps and doubts');
    expect(gap.text).toContain('2 updates are not in this log');
    const after = report(caseHistory('09-version-gap'), {
      what: 'diff',
      format: 'markdown',
      from: version(3),
      to: version(4),
    });
    expect(after.text).toContain('(stale: Last known, may have changed: 2 versions are missing after version 2.)');
  });

  test('leaves defaults and restatements out until asked', () => {
    const noisy = streamOf([
      created('08:00:00', bucket),
      updated('09:00:00', 1, { ...bucket, prefix: 'a/', compressionFormat: 'UNCOMPRESSED' }),
    ]);
    const without = report(noisy, { what: 'diff', format: 'markdown' }).text;
    expect(without).toContain('1 change. 1 default or restatement is left out.');
    expect(without).not.toContain('UNCOMPRESSED');
    const whole = reportOf(noisy, { what: 'diff', format: 'markdown', withNoise: true }, showOptions).text;
    expect(whole).toContain('1 change. 1 default or restatement shown too.');
    expect(whole).toContain('`UNCOMPRESSED`');
  });

  test('of moments names the time and its zone', () => {
    const request = { from: { time: '2024-01-10T00:00:00Z' }, to: { time: '2024-01-12T12:00:00Z' }, withNoise: false };
    const moments = reportOf(
      history,
      { what: 'diff', format: 'markdown', ...request },
      { ...showOptions, timeZone: 'Europe/Berlin' },
    );
    expect(moments.text).toContain('- From: 10 Jan 2024 01:00:00 UTC+01:00, when the stream did not exist');
    expect(moments.text).toContain('12 Jan 2024 13:00:00 UTC+01:00 (version 2)');
    expect(moments.text).toContain('- Times are in Europe/Berlin.');
    expect(moments.fileName).toBe('clicks-enriched 10 Jan 2024 010000 UTC+0100-v2 diff.md');
  });

  test('is of the last two versions where none are named, and fails without two', () => {
    expect(report(history, { what: 'diff', format: 'markdown' }).fileName).toBe('clicks-enriched v3-v4 diff.md');
    const single = streamOf([created('08:00:00', bucket)]);
    expect(() => report(single, { what: 'diff', format: 'markdown' })).toThrow('has no two versions to compare');
    expect(() => report(single, { what: 'diff', format: 'json', from: version(0), to: version(7) })).toThrow(
      'no such version',
    );
  });
});

describe('timelines as Markdown', () => {
  test('tell every entry, newest first', () => {
    const { text, fileName } = report(caseHistory('22-terraform-lifecycle'), { what: 'timeline', format: 'markdown' });
    expect(fileName).toBe('tf-managed timeline.md');
    expect(text.match(/^### .*/gm)).toEqual([
      '### Deleted again',
      '### Deleted',
      '### Version 2: Buffer size 5 → 10 MiB',
      '### Version 1.1 (encryption): Encryption at rest requested',
      '### Version 1 (created): Direct PUT to Amazon S3',
      '### 2 refused creations: InvalidArgumentException',
    ]);
    expect(text).toContain('3 versions, 1 lifetime, 2 refused attempts, 0 gaps.');
    expect(text).not.toContain('|');
  });

  test('hold every change and the first configuration in a history', () => {
    const { text } = report(caseHistory('22-terraform-lifecycle'), { what: 'history', format: 'markdown' });
    expect(text).toContain('| Buffer size `destination.bufferingHints.sizeInMBs` | `5 MiB` | `10 MiB` |');
    expect(text).toContain('| Destination · Amazon S3 | Destination bucket `destination.bucketARN` |');
  });
});

/** What breaks tables and lines, more often than in any text. */
const hostile = fc.string({
  unit: fc.constantFrom(
    '|',
    '\\',
    '`',
    '*',
    '_',
    '<',
    '>',
    '[',
    ']',
    '&',
    ';',
    '#',
    '@',
    '~',
    '\n',
    '\r',
    ' ',
    'a',
    'é',
  ),
  maxLength: 20,
});

describe('Markdown', () => {
  test('keeps its tables whole, whatever a value holds', () => {
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const lines = table(['A', 'B', 'C'], [[codeCell(a), plain(b), 'end']]).split('\n');
        expect(lines).toHaveLength(3);
        expect(cellsOf(lines[2] ?? '').at(-1)).toBe('end');
        expect(cellsOf((lines[2] ?? '').replaceAll('|  |', '| x |'))).toHaveLength(3);
      }),
    );
  });

  test('writes values letter by letter', () => {
    expect(code('plain')).toBe('`plain`');
    expect(code('a`b``c')).toBe('```a`b``c```');
    expect(code('`')).toBe('`` ` ``');
    expect(code('two\nlines')).toBe('`two ↵ lines`');
    expect(codeCell('a|b')).toBe('`a\\|b`');
    expect(codeCell('a\\|b')).toBe('a\\\\\\|b');
    expect(plain('*x* _y_ snake_case <b> [l](u) &amp; @team 1 & 2')).toBe(
      '\\*x\\* \\_y\\_ snake_case \\<b\\> \\[l\\](u) \\&amp; @\u200Bteam 1 & 2',
    );
  });

  test('of a stream with hostile values has equal rows', () => {
    fc.assert(
      fc.property(hostile, hostile, (before, after) => {
        fc.pre(before !== after && before !== '' && after !== '');
        const history = streamOf([
          created('08:00:00', { ...bucket, prefix: before }, { tags: [{ key: before, value: after }] }),
          updated('09:00:00', 1, { ...bucket, prefix: after }),
        ]);
        const { text } = report(history, { what: 'diff', format: 'markdown' });
        expect(new Set(tableLines(text).map((line) => cellsOf(line).length))).toEqual(new Set([5]));
      }),
    );
  });
});

describe('HTML', () => {
  test('is one file that runs and fetches nothing', () => {
    for (const what of kinds) {
      const page = pageOf(report(caseHistory('09-version-gap'), { what, format: 'html' }).text);
      const policy = page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content');
      expect(policy).toBe("default-src 'none'; style-src 'unsafe-inline'");
      expect(page.querySelectorAll('script, link, img, iframe, object, [src], [href], [onclick]')).toHaveLength(0);
      expect(page.querySelectorAll('style')).toHaveLength(1);
    }
  });

  test('tells the timeline with each version and its changes', () => {
    const page = pageOf(report(caseHistory('09-version-gap'), { what: 'history', format: 'html' }).text);
    expect(page.title).toBe('billing-export: history');
    expect([...page.querySelectorAll('main h2')].map(textOf)).toEqual([
      'Version 6',
      'Version 5',
      '2 updates are not in this log',
      'Version 2.1',
      'Version 2',
      'Version 1',
    ]);
    const [newest] = page.querySelectorAll('main .entry');
    expect(textOf(newest?.querySelector('.before .value.stale') ?? null)).toBe('300 s (5 min)');
    expect(textOf(newest?.querySelector('.after .value') ?? null)).toBe('60 s (1 min)');
    expect([...page.querySelectorAll('footer .value')].map(textOf)).toEqual(['hidden', 'stale', 'ambiguous']);
  });

  test('shows all of a log as text', () => {
    const value = `<script>alert("1")</script>&amp;'</code></td>`;
    const history = streamOf([
      created('08:00:00', bucket, { tags: [{ key: value, value }] }),
      updated('09:00:00', 1, { ...bucket, prefix: value }),
    ]);
    for (const what of kinds) {
      const { text } = report(history, { what, format: 'html' });
      expect(text).not.toContain('<script');
      expect(pageOf(text).querySelectorAll('script')).toHaveLength(0);
    }
    const page = pageOf(report(history, { what: 'diff', format: 'html' }).text);
    expect(page.querySelector('.after .value')?.textContent).toBe(value);
  });
});

test.each(['markdown', 'html'] as const)('%s marks what would turn the rest of its line around', (format) => {
  const prefix = 'a\u202Egnp.exe\u2066b';
  const history = streamOf([created('08:00:00', bucket), updated('09:00:00', 1, { ...bucket, prefix })]);
  const { text } = report(history, { what: 'diff', format });
  expect(text).toContain('a\uFFFDgnp.exe\uFFFDb');
  expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
});

describe('JSON', () => {
  const parse = (history: StreamHistory, what: ReportRequest['what']): JsonObject =>
    JSON.parse(report(history, { what, format: 'json' }).text) as JsonObject;

  test('of a diff has the shape that is promised', () => {
    const diff = parse(caseHistory('06-encryption-start-stop'), 'diff');
    expect(Object.keys(diff)).toEqual(['format', 'report', 'timeZone', 'stream', 'from', 'to', 'left', 'changes']);
    expect(diff).toMatchObject({
      format: 1,
      report: 'diff',
      stream: { account: '111122223333', region: 'us-east-1', name: 'payments-audit' },
      from: { id: '2', configuration: { encryption: { enabled: true } } },
      to: { id: '2.1', title: 'Version 2.1', existence: 'exists', isComplete: true, remarks: [], unknown: [] },
      left: 0,
    });
    expect(diff['changes']).toContainEqual(
      expect.objectContaining({
        path: 'encryption.enabled',
        kind: 'modified',
        severity: 'high',
        before: { value: true, text: 'true', marks: [] },
        by: expect.objectContaining({ versionId: '2.1', actor: 'ci-bot' }),
      }),
    );
  });

  test('of a history holds the changes of each version', () => {
    const history = parse(caseHistory('02-partial-merge'), 'history');
    const entries = history['entries'] as unknown as readonly (JsonObject & Timeline['entries'][number])[];
    expect(entries.map((entry) => (entry['changeList'] as readonly JsonObject[]).length)).toEqual([2, 1, 2, 0]);
    expect(entries.at(-1)?.['fields']).toContainEqual(expect.objectContaining({ path: 'destination.bucketARN' }));
    expect(history['calls']).toEqual({ first: '2024-06-11T08:00:03Z', last: '2024-06-15T02:47:09Z', count: 5 });
    const timeline = parse(caseHistory('02-partial-merge'), 'timeline');
    expect(JSON.stringify(timeline)).not.toContain('changeList');
  });
});

test('no report of any kind holds a secret', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9+/]{12,24}$/);
  fc.assert(
    fc.property(
      secret,
      secret,
      fc.constantFrom('hECToken', 'password', 'accessKey', 'privateKey'),
      (first, second, name) => {
        fc.pre(!first.includes(second) && !second.includes(first));
        const splunk = (token: string): JsonObject => ({ hECEndpoint: 'https://splunk', [name]: token });
        const update = (at: string, base: string, token: string) => ({
          eventName: 'UpdateDestination',
          at,
          request: { currentDeliveryStreamVersionId: base, splunkDestinationUpdate: splunk(token) },
        });
        const history = streamOf([
          {
            eventName: 'CreateDeliveryStream',
            at: '08:00:00',
            request: { splunkDestinationConfiguration: splunk(first) },
          },
          update('09:00:00', '1', second),
          {
            ...update('10:00:00', '2', first),
            errorCode: 'ValidationException',
            errorMessage: `Value '${first}' at 'splunkDestinationUpdate.${name}' failed`,
          },
        ]);
        for (const what of kinds) {
          for (const format of formats) {
            const { text } = reportOf(history, { what, format, withNoise: true }, showOptions);
            expect(text).not.toContain(first);
            expect(text).not.toContain(second);
          }
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('every history can be reported in every way', () => {
  fc.assert(
    fc.property(randomHistory, (records) => {
      for (const history of historiesOf(records)) {
        for (const format of formats) {
          expect(report(history, { what: 'history', format }).text.length).toBeGreaterThan(0);
          const versions = history.lifetimes.some((lifetime) => lifetime.versions.length > 1);
          if (versions) expect(report(history, { what: 'timeline', format }).text.length).toBeGreaterThan(0);
        }
      }
    }),
    { numRuns: 40 },
  );
});

describe('file names', () => {
  test('suit every file system', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 4 }), (parts) => {
        const name = fileNameOf(parts, 'md');
        expect(name).toMatch(/^[^<>:"/\\|?*\p{Cc}]+\.md$/u);
        expect(name).not.toMatch(/^[. ]|[. ]\.md$/);
        expect(name.length).toBeLessThanOrEqual(160);
        expect(name).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
      }),
    );
  });

  test.each([
    [['con', 'diff'], '_con diff.md'],
    [['../../etc/passwd'], '_.._etc_passwd.md'],
    [['orders', 'v2-v?.1', 'diff'], 'orders v2-v_.1 diff.md'],
    [[''], '_.md'],
  ])('%j becomes %s', (parts, name) => {
    expect(fileNameOf(parts, 'md')).toBe(name);
  });
});
