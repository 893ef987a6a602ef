// What the dialogs of AWS say and choose, without a window.
import { expect, test } from 'vitest';

import { choiceOf, chosenList, isChosen, withItems } from '../../renderer/aws/choice.ts';
import { weeksOf } from '../../renderer/aws/dayWeeks.ts';
import { principalOf, timeLeft } from '../../renderer/aws/profileWords.ts';
import { rangeDraftOf, rangeOfDays, readRange } from '../../renderer/aws/rangeDraft.ts';
import { signInCommand } from '../../renderer/state/aws.ts';
import { prod } from '../builders/fakeAws.ts';

test('all of a list is kept apart from every item of it', () => {
  const all = ['a', 'b', 'c'];
  expect(isChosen(undefined, 'later')).toBe(true);
  expect(withItems(undefined, all, ['b'], false)).toEqual(['a', 'c']);
  expect(withItems(['a', 'c'], all, ['b'], true)).toBeUndefined();
  expect(withItems(undefined, all, all, false)).toEqual([]);
  // What is chosen and not found yet stays chosen.
  expect(withItems(['z'], all, ['a'], true)).toEqual(['z', 'a']);
  expect([chosenList(undefined), chosenList([]), chosenList(['a'])]).toEqual([[], undefined, ['a']]);
  expect([choiceOf([]), choiceOf(['a'])]).toEqual([undefined, ['a']]);
});

test.each([
  ['UTC', '2026-11-18', '2026-11-19', { from: '2026-11-18', to: '2026-11-19' }],
  ['UTC', '', '2026-11-19 13:05', { to: '2026-11-19T13:05:59.999Z' }],
  ['America/New_York', '2026-11-18', '', { from: '2026-11-18T05:00:00.000Z' }],
  [
    'America/New_York',
    '2026-11-18Z',
    '2026-11-18Z',
    { from: '2026-11-18T00:00:00.000Z', to: '2026-11-18T23:59:59.999Z' },
  ],
])('in %s, from "%s" to "%s"', (zone, from, to, range) => {
  expect(readRange({ kind: 'custom', from, to }, zone)).toEqual({ range });
});

test.each([['UTC'], ['Asia/Kolkata'], ['America/New_York']])('a range comes back as it was typed in %s', (zone) => {
  for (const typed of [
    { from: '2026-11-18', to: '2026-11-19' },
    { from: '2026-11-18 13:00', to: '' },
  ]) {
    const read = readRange({ kind: 'custom', ...typed }, zone);
    if ('problem' in read) throw new Error(read.problem);
    const again = rangeDraftOf(read.range, zone);
    expect(again).toEqual({ kind: 'custom', ...typed });
  }
  const days = readRange(rangeOfDays('2026-11-18', '2026-11-20', zone), zone);
  const first = 'range' in days && 'from' in days.range ? days.range.from : '';
  expect(new Date(first ?? '').toISOString()).toBe('2026-11-18T00:00:00.000Z');
});

test('days stand in their weeks, Monday on top, with the months named where they begin', () => {
  const days = ['2026-11-18', '2026-11-30', '2026-12-01', '2027-01-01'].map((day, index) => ({
    day,
    folders: index + 1,
  }));
  const weeks = weeksOf({ days });
  expect(weeks.map(({ start }) => start)).toEqual([
    '2026-11-16',
    '2026-11-23',
    '2026-11-30',
    '2026-12-07',
    '2026-12-14',
    '2026-12-21',
    '2026-12-28',
  ]);
  expect(weeks.map(({ month }) => month)).toEqual([
    'Nov',
    undefined,
    'Dec 2026',
    undefined,
    undefined,
    undefined,
    'Jan 2027',
  ]);
  expect(weeks[0]?.days.map((day) => day?.folders)).toEqual([undefined, undefined, 1, 0, 0, 0, 0]);
  expect(weeks[2]?.days.slice(0, 3).map((day) => day?.folders)).toEqual([2, 3, 0]);
  expect(weeksOf({ days: [] })).toEqual([]);
});

test.each([
  ['arn:aws:sts::1:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice', 'Admin'],
  ['arn:aws:sts::1:assumed-role/deploy/session', 'deploy'],
  ['arn:aws:iam::1:user/ops/alice', 'ops/alice'],
  ['arn:aws:iam::1:root', 'root'],
])('%s is %s', (arn, name) => {
  expect(principalOf(arn)).toBe(name);
});

test('time left is told in the unit that matters', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  const left = (expiresAt: string) => timeLeft(expiresAt, now);
  expect(left('2026-11-22T12:43:59Z')).toEqual({ text: '43 min left', tone: 'plain' });
  expect(left('2026-11-22T12:04:00Z')).toEqual({ text: '4 min left', tone: 'warn' });
  expect(left('2026-11-22T12:00:20Z')).toEqual({ text: '20 s left', tone: 'warn' });
  expect(left('2026-11-22T20:30:00Z')).toEqual({ text: '8 h left', tone: 'plain' });
  expect(left('2026-11-22T11:59:59Z')).toEqual({ text: 'expired', tone: 'over' });
});

test('the command is quoted where a shell would take the name apart', () => {
  expect(signInCommand(prod)).toBe('aws sso login --profile prod');
  expect(signInCommand({ ...prod, name: "it's mine" })).toBe(String.raw`aws sso login --profile 'it'\''s mine'`);
  expect(signInCommand(undefined)).toBeUndefined();
});
