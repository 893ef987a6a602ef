import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { FilterNode } from '../../shared/filter/ast.ts';
import { checkFilter, readFilter } from '../../shared/filter/check.ts';
import { parseFilter } from '../../shared/filter/parse.ts';
import {
  addClause,
  fieldEquals,
  hasClause,
  negateClause,
  printFilter,
  printPath,
  removeClause,
} from '../../shared/filter/print.ts';

/** A node without its positions, which are tested by themselves. */
function meaning(text: string): unknown {
  const { node, problems } = parseFilter(text);
  expect(problems, text).toEqual([]);
  return node && withoutPositions(node);
}

function withoutPositions(node: FilterNode): unknown {
  return JSON.parse(
    JSON.stringify(node, (name, value: unknown) => (name === 'from' || name === 'to' ? undefined : value)),
  );
}

function problemsOf(text: string): string[] {
  return parseFilter(text).problems.map(({ from, to, message }) => `${from}-${to} ${message}`);
}

const context = { seenMembers: new Set(['oddMember']), timeZone: 'UTC' };

const text = (...pattern: string[]) => ({ kind: 'text', pattern });
const field = (path: string, ...pattern: string[]) => ({
  kind: 'field',
  field: { path: path.split('.') },
  condition: { kind: 'equals', pattern },
});
const not = (operand: unknown) => ({ kind: 'not', operand });
const and = (...operands: unknown[]) => ({ kind: 'and', operands });
const or = (...operands: unknown[]) => ({ kind: 'or', operands });

describe('parseFilter', () => {
  test.each<[string, unknown]>([
    ['', { kind: 'everything' }],
    [' \t\n', { kind: 'everything' }],
    ['a', text('a')],
    ['"a b"', text('a b')],
    ['a b', and(text('a'), text('b'))],
    ['a AND b', and(text('a'), text('b'))],
    ['a or and not b', and(text('a'), text('or'), text('and'), text('not'), text('b'))],
    ['a b OR c AND d', or(and(text('a'), text('b')), and(text('c'), text('d')))],
    ['a AND (b OR c)', and(text('a'), or(text('b'), text('c')))],
    ['(a OR b) OR c', or(text('a'), text('b'), text('c'))],
    ['NOT a b', and(not(text('a')), text('b'))],
    ['NOT(a b)', not(and(text('a'), text('b')))],
    ['a NOT b', and(text('a'), not(text('b')))],
    ['-a -"b" -(c)', and(not(text('a')), not(text('b')), not(text('c')))],
    ['NOT -a', not(not(text('a')))],
    ['ANDROID', text('ANDROID')],
    [String.raw`\AND`, text('AND')],
    ['"AND"', text('AND')],
    ['*', text('', '')],
    ['a**b', text('a', 'b')],
    [String.raw`a\*b\ c\\`, text('a*b c\\')],
    [String.raw`"a\"b*c\*"`, text('a"b', 'c*')],
    ['eventName:UpdateDestination', field('eventName', 'UpdateDestination')],
    ['-readOnly:true', not(field('readOnly', 'true'))],
    ['userAgent:*terraform*', field('userAgent', '', 'terraform', '')],
    ['eventName:""', field('eventName', '')],
    ['eventName:-5', field('eventName', '-5')],
    ['eventName:AND', field('eventName', 'AND')],
    ['sourceIPAddress:2001:db8::/32', field('sourceIPAddress', '2001:db8::/32')],
    ['userIdentity.arn:arn:aws:iam::1:user/a', field('userIdentity.arn', 'arn:aws:iam::1:user/a')],
    ['requestParameters.deliveryStreamName:"orders"', field('requestParameters.deliveryStreamName', 'orders')],
    ['errorCode:(A OR B*)', or(field('errorCode', 'A'), field('errorCode', 'B', ''))],
    [
      'errorCode:(A AND NOT (B C))',
      and(field('errorCode', 'A'), not(and(field('errorCode', 'B'), field('errorCode', 'C')))),
    ],
  ])('%s', (filter, expected) => {
    expect(meaning(filter)).toEqual(expected);
  });

  test.each([
    ['a["odd.key"]:x', ['a', 'odd.key']],
    ['["odd key"].b:x', ['odd key', 'b']],
    [String.raw`a["q\"u\\o"]["x"].y:x`, ['a', 'q"u\\o', 'x', 'y']],
    [String.raw`a\.b.c\ d:x`, ['a.b', 'c d']],
    ['a[""]:x', ['a', '']],
    ['é.日本:x', ['é', '日本']],
  ])('reads the path of %s', (filter, path) => {
    expect(meaning(filter)).toMatchObject({ field: { path } });
  });

  test.each([
    ['eventTime:>=2026-01-01', { kind: 'compare', operator: '>=', bound: { text: '2026-01-01' } }],
    ['eventTime:<"2026-01-01 12:00"', { kind: 'compare', operator: '<', bound: { text: '2026-01-01 12:00' } }],
    [
      'eventTime:[2026-01-01 TO 2026-01-02T12:00]',
      { kind: 'range', low: { text: '2026-01-01' }, high: { text: '2026-01-02T12:00' } },
    ],
    ['x:[ "a b" TO * ]', { kind: 'range', low: { text: 'a b' } }],
    ['x:[* TO 5]', { kind: 'range', high: { text: '5' } }],
    ['x:[* TO *]', { kind: 'present' }],
    ['x:*', { kind: 'present' }],
  ])('reads the condition of %s', (filter, condition) => {
    expect(meaning(filter)).toEqual({ kind: 'field', field: { path: [filter.split(':')[0]] }, condition });
  });

  test('knows where everything stands', () => {
    const filter = 'a  NOT (eventName:"b c" OR -d:[1 TO 2])';
    const spans = new Map<string, string>();
    const note = (node: FilterNode): void => {
      spans.set(filter.slice(node.from, node.to), node.kind);
      if (node.kind === 'and' || node.kind === 'or') node.operands.forEach(note);
      if (node.kind === 'not') note(node.operand);
      if (node.kind === 'field') {
        spans.set(filter.slice(node.field.from, node.field.to), 'name');
        spans.set(filter.slice(node.condition.from, node.condition.to), node.condition.kind);
      }
    };
    note(parseFilter(filter).node!);
    expect(Object.fromEntries(spans)).toMatchObject({
      a: 'text',
      'eventName:"b c"': 'field',
      eventName: 'name',
      '"b c"': 'equals',
      '-d:[1 TO 2]': 'not',
      '[1 TO 2]': 'range',
    });
  });

  test.each<[string, string[]]>([
    ['(', ['0-1 Something is missing after this']],
    ['a (b', ['2-3 This ( is never closed']],
    ['()', ['0-2 There is nothing between these parentheses']],
    ['a )', ['2-3 This ) closes nothing']],
    ['a OR', ['3-4 Something is missing after this']],
    ['NOT', ['2-3 Something is missing after this']],
    ['AND a', ['0-3 AND needs something on both sides; to search for the word, put it in quotes']],
    ['a OR OR b', ['5-7 OR needs something on both sides; to search for the word, put it in quotes']],
    [
      'eventName:',
      ['9-10 A value is missing right after eventName: (eventName:* finds any value, eventName:"" the empty text)'],
    ],
    [
      'eventName: x',
      ['9-10 A value is missing right after eventName: (eventName:* finds any value, eventName:"" the empty text)'],
    ],
    ['"a', ['0-1 This quote is never closed']],
    ['x:"a', ['2-3 This quote is never closed']],
    ['a\\', ['1-2 The backslash at the end has nothing to escape']],
    ['""', ['0-2 There is nothing between these quotes to search for']],
    ['"a"b', ['0-4 A space is missing after the closing quote']],
    ['a(b)', ['0-2 Put text with a parenthesis in it in quotes']],
    ['x:a"b"', ['2-4 Put text with a quote in it in quotes']],
    ['x:>', ['2-3 A value is missing here']],
    ['x:>a*', ['3-5 A range or comparison takes whole values, without *']],
    ['x:[a b]', ['2-7 A range is written [from TO to], with TO in capitals']],
    ['x:[a to b]', ['2-10 A range is written [from TO to], with TO in capitals']],
    ['x:[a TO b', ['2-3 This [ is never closed']],
    ['x:[a TO ]', ['7-8 A value is missing here']],
    ['x:[a TO b]c', ['9-11 A space is missing after the range']],
    ['x:{a TO b}', ['2-4 A range stands in square brackets, [a TO b]; text goes in quotes']],
    ['x:=5', ['2-3 The colon says equals: x:value']],
    ['x[0].y:5', ['1-4 Any element of a list matches: leave out the number in brackets']],
    [
      '[a TO b]',
      [
        '0-2 A range needs a field, as in eventTime:[2026-01-01 TO 2026-01-31]; to search for this text, put it in quotes',
      ],
    ],
    ['::1', ['0-3 What stands before the colon is not the name of a field; to search for this text, put it in quotes']],
    ['"eventName":x', ['0-12 A field in quotes stands in brackets']],
    [
      '- a',
      ['0-1 A minus stands right before what it excludes; to search for text that begins with it, put it in quotes'],
    ],
    [
      'x:[a b] "q" y: z)',
      [
        '2-7 A range is written [from TO to], with TO in capitals',
        '13-14 A value is missing right after y: (y:* finds any value, y:"" the empty text)',
        '16-17 This ) closes nothing',
      ],
    ],
  ])('says what is wrong with %s', (filter, expected) => {
    const found = problemsOf(filter);
    expect(found.slice(0, expected.length)).toEqual(expected);
    expect(found.length).toBeLessThanOrEqual(expected.length + 1);
  });

  test.each([
    ['eventName=PutObject', 'eventName:PutObject'],
    ['eventName==PutObject', 'eventName:PutObject'],
    ['eventName!=PutObject', '-eventName:PutObject'],
    ['eventTime>=2026-01-01', 'eventTime:>=2026-01-01'],
  ])('offers a colon for %s', (filter, suggestion) => {
    expect(parseFilter(filter).problems).toMatchObject([{ from: 0, to: filter.length, suggestion }]);
  });

  test('searches for what looks like a comparison of something else', () => {
    expect(meaning('a=b')).toEqual(text('a=b'));
  });

  test('stands any depth', () => {
    for (const filter of ['('.repeat(50_000), 'NOT '.repeat(50_000), '-('.repeat(50_000), `x:${'('.repeat(50_000)}`]) {
      expect(problemsOf(filter)[0]).toContain('nested more than 100 deep');
    }
    expect(parseFilter(`${'('.repeat(90)}a${')'.repeat(90)}`).problems).toEqual([]);
    expect(parseFilter('a OR '.repeat(20_000) + 'b').problems).toEqual([]);
  });
});

const piece = fc.constantFrom(
  'a',
  'B',
  'é',
  '😀',
  ' ',
  ' ',
  '"',
  '\\',
  '*',
  '(',
  ')',
  '[',
  ']',
  '{',
  ':',
  '.',
  '-',
  '<',
  '>=',
  '=',
  ',',
  'TO',
  ' TO ',
  ' AND ',
  ' OR ',
  ' NOT ',
  'eventName:',
  'x["',
  '"]',
  '\n',
  '\0',
  '\u00a0',
  '\ud800',
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(piece).map((parts) => parts.join('')),
);

describe('laws', () => {
  test('any text is read without throwing, with problems that lie in it', () => {
    fc.assert(
      fc.property(anyText, (filter) => {
        const { node, problems } = parseFilter(filter);
        expect(node === undefined).toBe(problems.length > 0);
        for (const { from, to, message } of problems) {
          expect(message).not.toBe('');
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(filter.length);
        }
        checkFilter(filter, context);
      }),
      { numRuns: 3000 },
    );
  });

  test('what is printed reads as the same filter', () => {
    fc.assert(
      fc.property(anyText, (filter) => {
        const { node } = parseFilter(filter);
        if (node !== undefined) expect(meaning(printFilter(node))).toEqual(withoutPositions(node));
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(anyNode, (node) => {
        expect(meaning(printFilter(node))).toEqual(withoutPositions(node));
      }),
      { numRuns: 1000 },
    );
  });

  test('a clause for a value finds that value and nothing else is special in it', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 3 }), anyText, (path, value) => {
        expect(meaning(fieldEquals(path, value))).toEqual({
          kind: 'field',
          field: { path },
          condition: { kind: 'equals', pattern: [value] },
        });
      }),
      { numRuns: 3000 },
    );
  });

  test('a clause that is added can be found and taken away again', () => {
    fc.assert(
      fc.property(anyNode, anyText, (node, value) => {
        const filter = printFilter(node);
        const clause = fieldEquals('eventName', value);
        const added = addClause(filter, clause);
        expect(hasClause(added, clause)).toBe(true);
        expect(addClause(added, clause)).toBe(added);
        if (!hasClause(filter, clause)) expect(meaning(removeClause(added, clause))).toEqual(meaning(filter));
      }),
    );
  });
});

const at = { from: 0, to: 0 };
const anyPattern = fc
  .array(anyText, { minLength: 1, maxLength: 3 })
  .map((parts) => parts.filter((part, index) => part !== '' || index === 0 || index === parts.length - 1));
const anyBound = anyText.filter((value) => value !== '').map((value) => ({ text: value, ...at }));
const anyCondition = fc.oneof(
  fc.constant({ kind: 'present' as const, ...at }),
  anyPattern
    .filter((parts) => parts.length !== 2 || parts.join('') !== '')
    .map((pattern) => ({ kind: 'equals' as const, pattern, ...at })),
  fc.record({
    kind: fc.constant('compare' as const),
    operator: fc.constantFrom('>=' as const, '>' as const, '<=' as const, '<' as const),
    bound: anyBound,
    from: fc.constant(0),
    to: fc.constant(0),
  }),
  fc
    .tuple(anyBound, fc.option(anyBound, { nil: undefined }))
    .map(([low, high]) => ({ kind: 'range' as const, low, high, ...at })),
);
const anyLeaf = fc.oneof(
  anyPattern
    .filter((parts) => parts.length > 1 || parts[0] !== '')
    .map((pattern): FilterNode => ({ kind: 'text', pattern, ...at })),
  fc
    .tuple(fc.array(anyText, { minLength: 1, maxLength: 3 }), anyCondition)
    .map(([path, condition]): FilterNode => ({ kind: 'field', field: { path, ...at }, condition, ...at })),
);
const { node: anyNode } = fc.letrec<{ node: FilterNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyLeaf,
    tie('node').map((operand): FilterNode => ({ kind: 'not', operand, ...at })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('node'), { minLength: 2, maxLength: 3 }))
      .map(([kind, operands]): FilterNode => {
        const flat = operands.flatMap((operand) =>
          operand.kind === kind && 'operands' in operand ? operand.operands : [operand],
        );
        return { kind, operands: flat, ...at };
      }),
  ),
}));

describe('writing filters', () => {
  test.each([
    ['eventName', 'PutObject', 'eventName:PutObject'],
    ['userIdentity.type', 'Root', 'userIdentity.type:Root'],
    ['userIdentity.arn', 'arn:aws:iam::1:user/a', 'userIdentity.arn:arn:aws:iam::1:user/a'],
    ['userAgent', 'aws-cli/2 (x)', 'userAgent:"aws-cli/2 (x)"'],
    ['errorMessage', 'a "b" \\ *', String.raw`errorMessage:"a \"b\" \\ \*"`],
    ['errorCode', '', 'errorCode:""'],
    ['errorCode', null, '-errorCode:*'],
    ['readOnly', true, 'readOnly:true'],
    ['copies', 2, 'copies:2'],
    ['eventTime', '2026-01-02T03:04:05Z', 'eventTime:2026-01-02T03:04:05Z'],
    [['requestParameters', 'odd.key', 'x'], '>5', 'requestParameters["odd.key"].x:">5"'],
    [['-a'], '-', '["-a"]:-'],
  ])('%j %j', (path, value, clause) => {
    expect(fieldEquals(path, value)).toBe(clause);
  });

  test.each([
    ['', 'b', 'b'],
    ['a', 'b', 'a b'],
    ['a OR c', 'b', '(a OR c) b'],
    ['a AND c ', 'b', 'a AND c b'],
    ['a b', 'b', 'a b'],
    ['a (', 'b', 'a ( b'],
  ])('%j and %j make %j', (filter, clause, expected) => {
    expect(addClause(filter, clause)).toBe(expected);
  });

  test('turns clauses round', () => {
    expect(negateClause('eventName:x')).toBe('-eventName:x');
    expect(negateClause('-eventName:x')).toBe('eventName:x');
    expect(negateClause('a OR b')).toBe('-(a OR b)');
  });

  test('takes clauses away', () => {
    expect(removeClause('a -eventName:x "b c"', '-eventName:x')).toBe('a "b c"');
    expect(removeClause('a', 'a')).toBe('');
    expect(removeClause('a  OR b', 'a')).toBe('a  OR b');
  });

  test('prints paths', () => {
    expect(printPath(['a', 'b-c', 'd e', '0'])).toBe('a.b-c["d e"].0');
  });
});

describe('checkFilter', () => {
  test.each<[string, string, string?]>([
    ['evenName:x', 'There is no field "evenName"; the nearest is eventName', 'eventName'],
    ['EVENTNAME:x', 'There is no field "EVENTNAME"; the nearest is eventName', 'eventName'],
    ['eventId:x', 'There is no field "eventId"; the nearest is eventID', 'eventID'],
    ['eventid:x', 'There is no field "eventid"; the nearest is eventID', 'eventID'],
    [
      'requestparameters.a["b c"]:x',
      'There is no field "requestparameters"; the nearest is requestParameters',
      'requestParameters.a["b c"]',
    ],
    ['oddmember:x', 'There is no field "oddmember"; the nearest is oddMember', 'oddMember'],
    ['https://x', 'There is no field "https"; to search for text with a colon in it, put it in quotes'],
    ['actor.name:x', 'The column actor has nothing within it', 'actor'],
    [
      'eventTime:yesterday',
      '"yesterday" is not a time: write 2026, 2026-01, 2026-01-31, 2026-01-31T12:00 or 2026-01-31T12:00:05Z',
    ],
    [
      'eventTime:>=2026-02-30',
      '"2026-02-30" is not a time: write 2026, 2026-01, 2026-01-31, 2026-01-31T12:00 or 2026-01-31T12:00:05Z',
    ],
    ['eventTime:[2026-02 TO 2026-01]', 'The range ends before it begins: 2026-02 is after 2026-01'],
    ['requestParameters.x:[10 TO 9]', 'The range ends before it begins: 10 is after 9'],
    ['errorCode:[b TO A]', 'The range ends before it begins: b is after A'],
    ['readOnly:yes', 'readOnly is true or false'],
    ['readOnly:>true', 'readOnly is true or false and has no order'],
    ['copies:many', 'copies is a number'],
    ['sourceIPAddress:10.0.0.0/33', '"10.0.0.0/33" is not a network: the number after the slash is too large'],
  ])('%s: %s', (filter, message, suggestion) => {
    const [problem, ...others] = checkFilter(filter, context);
    expect(others).toEqual([]);
    expect(problem?.message).toBe(message);
    if (suggestion !== undefined) expect(problem?.suggestion).toBe(suggestion);
  });

  test.each([
    'requestParameters.anything:x',
    'tlsDetails.tlsVersion:x',
    'oddMember.x:1',
    'accountId:1',
    'userIdentity.accessKeyId:x',
    'accessKeyId:*',
    'file:*.gz',
    'eventTime:2026-0*',
    'readOnly:t*',
    'copies:>=2',
    'eventTime:[2026-01 TO 2026-01]',
    'sourceIPAddress:10.0.0.0/8',
    'eventTime:>2026-01-01T00:00+01:00',
  ])('has nothing against %s', (filter) => {
    expect(checkFilter(filter, context)).toEqual([]);
  });

  test('tells all problems, and one of a group once', () => {
    const found = checkFilter('foo:(a OR b) AND bar:x AND readOnly:maybe', context);
    expect(found.map(({ from }) => from)).toEqual([0, 17, 36]);
  });
});

describe('readFilter', () => {
  test('throws the first problem with its place', () => {
    expect(() => readFilter('a evenName:x', context)).toThrow(
      expect.objectContaining({
        code: 'filter/invalid',
        message: 'Filter, character 3: There is no field "evenName"; the nearest is eventName',
        detail: { from: 2, to: 10, suggestion: 'eventName' },
      }),
    );
    expect(() => readFilter('(a', context)).toThrow(
      expect.objectContaining({ code: 'filter/invalid', detail: { from: 0, to: 1 } }),
    );
    expect(() => readFilter('a', { ...context, timeZone: 'Mars/Base' })).toThrow(
      expect.objectContaining({ code: 'bad-request' }),
    );
  });

  test('gives the meaning of a good filter', () => {
    expect(readFilter('oddMember:1', context)).toEqual(parseFilter('oddMember:1').node);
  });
});
