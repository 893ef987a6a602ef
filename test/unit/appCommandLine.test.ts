import { describe, expect, test } from 'vitest';

import { CommandLineError, parseCommandLine } from '../../main/electron/commandLine.ts';

const parse = (...args: string[]) => parseCommandLine(args, '/logs');

describe('the command line of the app', () => {
  test('without arguments opens no path and the events', () => {
    expect(parse()).toEqual({
      paths: [],
      view: 'events',
      capture: undefined,
      timeoutSeconds: 300,
      size: undefined,
      theme: undefined,
      userDataDir: undefined,
    });
  });

  test('takes every other argument as a path, from the working folder', () => {
    expect(parse('a.json', '/b', '../c').paths).toEqual(['/logs/a.json', '/b', '/c']);
  });

  test('takes switches and their values from anywhere, in both spellings', () => {
    const found = parse('a', '--capture', 'shot.png', 'b', '--view=sql', '--size', '800x600', '--theme=dark', 'c');
    expect(found).toMatchObject({
      paths: ['/logs/a', '/logs/b', '/logs/c'],
      capture: '/logs/shot.png',
      view: 'sql',
      size: { width: 800, height: 600 },
      theme: 'dark',
    });
  });

  test('passes over the switches of Chromium', () => {
    expect(parse('--no-sandbox', '--remote-debugging-port=0', 'a').paths).toEqual(['/logs/a']);
  });

  test('takes what follows -- as paths', () => {
    expect(parse('--', '--view', '-x').paths).toEqual(['/logs/--view', '/logs/-x']);
  });

  test('keeps an equals sign in a value', () => {
    expect(parse('--user-data-dir=/a=b').userDataDir).toBe('/a=b');
  });

  test.each([
    [['--view', 'table'], '--view is one of events, streams, sql, problems, not table'],
    [['--theme=blue'], '--theme is one of system, light, dark, not blue'],
    [['--size', '800'], '--size is WIDTHxHEIGHT between 200 and 8000, not 800'],
    [['--size', '100x600'], '--size is WIDTHxHEIGHT between 200 and 8000, not 100x600'],
    [['--timeout', 'soon'], '--timeout is a number of seconds, not soon'],
    [['--timeout', '0'], '--timeout is a number of seconds, not 0'],
    [['--capture'], '--capture needs a value'],
    [['--capture='], '--capture needs a value'],
  ])('refuses %j', (args, message) => {
    expect(() => parse(...args)).toThrow(new CommandLineError(message));
  });
});
