import axe from 'axe-core';
import { act, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { Histogram } from '../../renderer/histogram/Histogram.tsx';
import { countHandlers } from '../builders/fakeCounts.ts';
import { makeEvents } from '../builders/fakeWorkspace.ts';
import { idle, type Rendered } from './renderApp.tsx';
import { renderPart } from './renderPart.tsx';

const events = makeEvents(200);
const failed = events.filter((event) => event['errorCode'] !== null).length;
const slider = () => screen.getByRole('slider', { name: 'Bar' });
const rangeOf = ({ state }: Rendered) => state.view.getState().query.range;
const renderHistogram = (options: Parameters<typeof renderPart>[2] = {}) => renderPart(<Histogram />, events, options);

/** jsdom lays nothing out: the bars lie from 0 to 1000. */
function place(): HTMLElement {
  const element = slider();
  element.getBoundingClientRect = () => new DOMRect(0, 0, 1000, 46);
  return element;
}

const press = (target: HTMLElement, fromX: number, toX: number) => [
  { keys: '[MouseLeft>]', target, coords: { clientX: fromX } },
  { target, coords: { clientX: toX } },
];
const release = (target: HTMLElement, x: number) => [{ keys: '[/MouseLeft]', target, coords: { clientX: x } }];

test('the picture says in words what it shows, and in which zone', async () => {
  await renderHistogram({ settings: { timeZone: 'Asia/Kolkata' } });
  const name = screen.getByRole('img').getAttribute('aria-label');
  expect(name).toContain(`200 events, ${failed} of them failed`);
  expect(name).toContain('Asia/Kolkata');
  expect(screen.getByRole('region', { name: 'Events over time' }).textContent).toContain('a bar');
});

test('dragging over bars zooms to just them; a double click shows all time again', async () => {
  const app = await renderHistogram();
  const element = place();
  const [asked] = app.bridge.inputsOf('events.histogram');
  expect(asked).toEqual({ filter: '', timeZone: 'UTC', maxBars: 250 });
  await app.user.pointer(press(element, 300, 420));
  const told = document.querySelector('.histogram-tip')?.textContent ?? '';
  await app.user.pointer(release(element, 420));
  const { fromMs = 0, toMs = 0 } = rangeOf(app) ?? {};
  const within = events.filter((event) => {
    const instant = Date.parse(String(event['eventTime']));
    return instant >= fromMs && instant < toMs;
  });
  expect(within.length).toBeGreaterThan(5);
  expect(told).toContain(`${within.length} events`);
  await idle();
  expect(screen.getByRole('img').getAttribute('aria-label')).toContain(`${within.length} events`);
  expect(app.state.view.getState().time).toMatch(/^2026-06-28 \d\d:\d\d to 2026-06-28 \d\d:\d\d$/);
  await app.user.dblClick(slider());
  expect(rangeOf(app)).toBeUndefined();
  await idle();
});

test('Escape gives up a drag, and a hand that only clicks zooms to nothing', async () => {
  const app = await renderHistogram();
  const element = place();
  await app.user.pointer(press(element, 300, 420));
  expect(document.querySelector('.histogram-chosen')).not.toBeNull();
  await app.user.keyboard('{Escape}');
  expect(document.querySelector('.histogram-chosen')).toBeNull();
  await app.user.pointer(release(element, 420));
  expect(rangeOf(app)).toBeUndefined();
  await app.user.pointer(press(element, 300, 302));
  await app.user.pointer(release(element, 302));
  expect(rangeOf(app)).toBeUndefined();
});

test('the keys move over the bars, say what is there, choose, zoom and go back', async () => {
  const app = await renderHistogram();
  act(() => slider().focus());
  expect(slider().getAttribute('aria-valuetext')).toBe('No bar chosen');
  await app.user.keyboard('{Home}{ArrowRight}');
  expect(slider().getAttribute('aria-valuenow')).toBe('2');
  expect(slider().getAttribute('aria-valuetext')).toMatch(/^28 Jun 2026 .+ UTC: \d+ events?/);
  await app.user.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
  const spoken = slider().getAttribute('aria-valuetext');
  await app.user.keyboard('{Enter}');
  const { fromMs = 0, toMs = 0 } = rangeOf(app) ?? {};
  const count = events.filter((event) => {
    const instant = Date.parse(String(event['eventTime']));
    return instant >= fromMs && instant < toMs;
  }).length;
  expect(spoken).toContain(`: ${count} event`);
  await idle();
  expect(document.activeElement).toBe(slider());
  await app.user.keyboard('{Backspace}');
  expect(rangeOf(app)).toBeUndefined();
  await idle();
});

test('while another filter is counted, the bars of the one before are marked and their numbers not told', async () => {
  let answer = () => {};
  const { 'events.histogram': count } = countHandlers(events);
  const app = await renderHistogram({
    handlers: {
      'events.histogram': async (question, signal) => {
        if (question.filter !== '') await new Promise<void>((resolve) => (answer = resolve));
        return count!(question, signal);
      },
    },
  });
  const region = screen.getByRole('region', { name: 'Events over time' });
  act(() => app.state.view.setState(({ query }) => ({ query: { ...query, filter: 'errorCode:AccessDenied' } })));
  expect(region.getAttribute('aria-busy')).toBe('true');
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe('Counting');
  await vi.waitFor(() => expect(app.bridge.inputsOf('events.histogram')).toHaveLength(2));
  answer();
  await vi.waitFor(() => expect(region.getAttribute('aria-busy')).toBe('false'));
  const denied = events.filter((event) => event['errorCode'] === 'AccessDenied').length;
  expect(screen.getByRole('img').getAttribute('aria-label')).toContain(`${denied} events, ${denied} of them failed`);
});

test('without events, or without their times, that is said', async () => {
  const app = await renderHistogram({ filter: 'nowhere-to-be-found' });
  expect(screen.getByText('No event to show over time')).toBeTruthy();
  expect(app.bridge.inputsOf('events.histogram')).toHaveLength(1);
});

test('events without a time are counted beside the bars', async () => {
  const { 'events.histogram': count } = countHandlers(events);
  await renderHistogram({
    handlers: {
      'events.histogram': async (question, signal) => ({ ...(await count!(question, signal)), withoutTime: 3 }),
    },
  });
  expect(screen.getByText('3 events without a time')).toBeTruthy();
});

test('axe finds nothing in the bars', async () => {
  await renderHistogram();
  const { violations } = await axe.run(screen.getByRole('region', { name: 'Events over time' }), {
    rules: { 'color-contrast': { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
