import axe from 'axe-core';
import { screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { FacetPanel } from '../../renderer/facets/FacetPanel.tsx';
import { countHandlers } from '../builders/fakeCounts.ts';
import { makeEvents, makeWorkspace } from '../builders/fakeWorkspace.ts';
import { idle, type Rendered } from './renderApp.tsx';
import { renderPart } from './renderPart.tsx';

const events = makeEvents(120);

function renderFacets(facets: string[], options: Parameters<typeof renderPart>[2] = {}): Promise<Rendered> {
  return renderPart(<FacetPanel />, events, { ...options, settings: { ...options.settings, facets } });
}

const facet = (name: string) => within(screen.getByRole('group', { name }));
const names = (name: string) =>
  facet(name)
    .getAllByRole('checkbox')
    .map((box) => box.getAttribute('aria-label'));
const value = (name: string, text: string) => facet(name).getByRole('checkbox', { name: new RegExp(`^${text}`) });
const filterOf = ({ state }: Rendered) => state.view.getState().query.filter;
const countWhere = (field: string, wanted: unknown) => events.filter((event) => event[field] === wanted).length;

test('each value stands with its count; no value is told in words', async () => {
  await renderFacets(['errorCode', 'readOnly']);
  expect(names('Outcome')).toContain(`succeeded (no error), ${countWhere('errorCode', null)} events`);
  expect(names('Read only')).toContain(`reads, ${countWhere('readOnly', true)} events`);
  expect(names('Read only')).toContain(`writes, ${countWhere('readOnly', false)} events`);
});

test('a click includes, a second value widens, a click again takes back; the facet counts beyond its own choice', async () => {
  const app = await renderFacets(['eventName', 'awsRegion']);
  const before = names('Event');
  await app.user.click(value('Event', 'GetObject'));
  await idle();
  expect(filterOf(app)).toBe('eventName:GetObject');
  expect(value('Event', 'GetObject').getAttribute('aria-checked')).toBe('true');
  expect(names('Event')).toEqual(before);
  const regions = events.filter(
    (event) => event['eventName'] === 'GetObject' && event['awsRegion'] === 'us-east-1',
  ).length;
  expect(names('Region')).toContain(`us-east-1, ${regions} events`);
  await app.user.click(value('Event', 'UpdateDestination'));
  expect(filterOf(app)).toBe('eventName:(GetObject OR UpdateDestination)');
  await app.user.click(value('Event', 'GetObject'));
  await idle();
  expect(filterOf(app)).toBe('eventName:UpdateDestination');
});

test('Alt+click and the minus exclude, "only" replaces, "clear" takes all back; other clauses stay', async () => {
  const app = await renderFacets(['eventName'], { filter: 'alice' });
  await app.user.keyboard('{Alt>}');
  await app.user.click(value('Event', 'GetObject'));
  await app.user.keyboard('{/Alt}');
  await idle();
  expect(filterOf(app)).toBe('alice -eventName:GetObject');
  expect(value('Event', 'GetObject').getAttribute('aria-label')).toMatch(/, excluded$/);
  expect(value('Event', 'GetObject').getAttribute('aria-checked')).toBe('mixed');
  await app.user.click(facet('Event').getByRole('button', { name: 'Exclude UpdateDestination' }));
  expect(filterOf(app)).toBe('alice -eventName:GetObject -eventName:UpdateDestination');
  await app.user.click(facet('Event').getByRole('button', { name: 'Only AssumeRole' }));
  expect(filterOf(app)).toBe('alice eventName:AssumeRole');
  await app.user.click(facet('Event').getByRole('button', { name: 'Clear Event' }));
  await idle();
  expect(filterOf(app)).toBe('alice');
});

test('the keys go along the values of all facets, include, exclude and choose only one', async () => {
  const app = await renderFacets(['awsRegion', 'readOnly']);
  screen.getByRole('button', { name: 'Region' }).focus();
  await app.user.keyboard('{ArrowDown} ');
  await idle();
  const [first, second] = facet('Region').getAllByRole('checkbox');
  expect(document.activeElement).toBe(first);
  expect(filterOf(app)).toBe('awsRegion:us-east-1');
  await app.user.keyboard('{ArrowDown}{Shift>}{Enter}{/Shift}');
  expect(document.activeElement).toBe(second);
  expect(filterOf(app)).toBe('awsRegion:us-east-1 -awsRegion:eu-west-1');
  await app.user.keyboard('-');
  expect(filterOf(app)).toBe('awsRegion:us-east-1');
  await app.user.keyboard('o');
  expect(filterOf(app)).toBe('awsRegion:eu-west-1');
  await app.user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^(reads|writes)/);
});

test('one question for all columns; the numbers of the filter before are never shown as those of this one', async () => {
  let release = () => {};
  const { 'events.facets': count } = countHandlers(events);
  const app = await renderFacets(['eventName', 'awsRegion'], {
    handlers: {
      'events.facets': async (question, signal) => {
        if (question.filter !== '') await new Promise<void>((resolve) => (release = resolve));
        return count!(question, signal);
      },
    },
  });
  expect(app.bridge.inputsOf('events.facets')).toHaveLength(1);
  await app.user.click(value('Event', 'GetObject'));
  const list = () => screen.getAllByRole('checkbox')[0]?.closest('ul');
  expect(list()?.getAttribute('aria-busy')).toBe('true');
  expect(value('Event', 'GetObject').getAttribute('aria-checked')).toBe('true');
  release();
  await vi.waitFor(() => expect(list()?.getAttribute('aria-busy')).toBe('false'));
});

test('what a filter names, but no event has, can be taken back', async () => {
  const app = await renderFacets(['awsRegion'], { filter: 'awsRegion:(us-east-1 OR ap-south-1)' });
  await app.user.click(value('Region', 'ap-south-1, 0 events'));
  expect(filterOf(app)).toBe('awsRegion:us-east-1');
});

test('a marked value that is not among the most frequent is counted by itself', async () => {
  const rare = events.find((event) => countWhere('sourceIPAddress', event['sourceIPAddress']) === 1);
  const address = String(rare?.['sourceIPAddress']);
  await renderFacets(['sourceIPAddress'], { filter: `sourceIPAddress:${address}` });
  expect(names('Source IP')).toHaveLength(7);
  expect(names('Source IP').at(-1)).toBe(`${address}, 1 event`);
});

test('a facet searches all its values, shows more of them, and closes', async () => {
  const app = await renderFacets(['sourceIPAddress']);
  const addresses = new Set(events.map((event) => String(event['sourceIPAddress'])));
  expect(names('Source IP')).toHaveLength(6);
  await app.user.click(facet('Source IP').getByRole('button', { name: 'Search in Source IP' }));
  await app.user.type(facet('Source IP').getByRole('searchbox'), 'AMAZON');
  await vi.waitFor(() => expect(names('Source IP').every((name) => name?.includes('amazon'))).toBe(true));
  await app.user.keyboard('{Escape}');
  await app.user.click(facet('Source IP').getByRole('button', { name: /^Show \d+ more$/ }));
  await idle();
  expect(names('Source IP')).toHaveLength(Math.min(50, addresses.size));
  await app.user.click(facet('Source IP').getByRole('button', { name: 'Source IP' }));
  expect(facet('Source IP').queryAllByRole('checkbox')).toEqual([]);
  expect(facet('Source IP').getByRole('button', { name: 'Source IP' }).getAttribute('aria-expanded')).toBe('false');
});

test('facets are added from columns and records, moved and removed', async () => {
  const app = await renderFacets(['awsRegion', 'readOnly']);
  const ids = () => app.state.view.getState().facets;
  await app.user.click(screen.getByRole('button', { name: 'Add facet…' }));
  await app.user.type(await screen.findByRole('searchbox', { name: 'Field' }), 'streamname');
  await screen.findByRole('button', { name: /^requestParameters\.deliveryStreamName/ });
  await app.user.keyboard('{Enter}');
  await idle();
  expect(ids()).toEqual(['awsRegion', 'readOnly', 'requestParameters.deliveryStreamName']);
  await app.user.click(value('requestParameters.deliveryStreamName', 'orders-to-lake'));
  expect(filterOf(app)).toBe('requestParameters.deliveryStreamName:orders-to-lake');
  await app.user.click(screen.getByRole('button', { name: 'Read only: more' }));
  await app.user.click(await screen.findByRole('menuitem', { name: 'Move up' }));
  expect(ids()[0]).toBe('readOnly');
  await app.user.click(screen.getByRole('button', { name: 'Region: more' }));
  await app.user.click(await screen.findByRole('menuitem', { name: 'Remove' }));
  expect(ids()).toEqual(['readOnly', 'requestParameters.deliveryStreamName']);
  await app.user.click(screen.getByRole('button', { name: 'Default facets' }));
  expect(ids()[0]).toBe('eventName');
});

test('an account that has a name stands with it; root stands out', async () => {
  await renderFacets(['recipientAccountId', 'actor'], {
    settings: { accountNames: { '111122223333': 'data-platform' } },
  });
  expect(value('Account', 'data-platform 111122223333').textContent).toContain('111122223333');
  expect(value('Actor', 'root').closest('li')?.dataset['look']).toBe('root');
});

test('an import brings new numbers without dimming the ones that stand', async () => {
  const app = await renderFacets(['awsRegion']);
  await app.push('workspace', { workspace: makeWorkspace({ revision: 2 }) });
  await vi.waitFor(() => expect(app.bridge.inputsOf('events.facets')).toHaveLength(2));
  expect(value('Region', 'us-east-1').closest('ul')?.getAttribute('aria-busy')).toBe('false');
  await idle();
});

test('what went wrong is said, and can be tried again', async () => {
  let isBroken = true;
  const { 'events.facets': count } = countHandlers(events);
  const app = await renderFacets(['awsRegion'], {
    handlers: {
      'events.facets': (question, signal) => {
        if (isBroken) throw new Error('The disk is gone');
        return count!(question, signal);
      },
    },
  });
  const panel = within(screen.getByRole('region', { name: 'Facets' }));
  expect(panel.getByRole('alert').textContent).toContain('The disk is gone');
  isBroken = false;
  await app.user.click(panel.getByRole('button', { name: 'Try again' }));
  await vi.waitFor(() => expect(panel.queryByRole('alert')).toBeNull());
});

test('axe finds nothing in the facets', async () => {
  await renderFacets(['eventName', 'errorCode'], { filter: 'eventName:GetObject -errorCode:AccessDenied' });
  const panel = screen.getByRole('region', { name: 'Facets' });
  const { violations } = await axe.run(panel, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
