import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { AppError } from '../../shared/errors.ts';
import type { StreamSummary } from '../../shared/firehose/presented.ts';
import type { FakeHandlers } from '../builders/fakeBridge.ts';
import type { ViewState } from '../../renderer/state/view.ts';
import { makeEvents, makeWorkspace } from '../builders/fakeWorkspace.ts';
import { idle, renderWorkspace } from './renderApp.tsx';
import {
  comparisonOf,
  gapEntry,
  orders,
  refusalsEntry,
  stateOf,
  streamHandlers,
  summaryOf,
  timelineOf,
} from './streamFixtures.ts';

async function renderStreams(handlers: FakeHandlers = {}, view: Partial<ViewState> = {}) {
  const rendered = await renderWorkspace(
    makeEvents(40),
    { ...streamHandlers(timelineOf(6, [refusalsEntry, gapEntry])), ...handlers },
    view,
  );
  await rendered.user.click(screen.getByRole('tab', { name: 'Delivery streams' }));
  await idle();
  return rendered;
}

/** A stream that nothing is known to have changed. */
function readOnly(change: Partial<StreamSummary>): StreamSummary {
  const { lastChange: _lastChange, ...summary } = summaryOf(change);
  return summary;
}

const versionList = () => screen.getByRole('list', { name: 'Versions' });
const changesRegion = () => screen.getByRole('region', { name: 'Changes' });
const lastCompared = (bridge: { inputsOf(name: 'streams.compare'): readonly unknown[] }) =>
  bridge.inputsOf('streams.compare').at(-1);

test('streams are grouped by place, carry their marks, and are found, filtered and ordered', async () => {
  const at = (account: string, region: string, name: string, more = {}) =>
    summaryOf({ account, region, name, ...more });
  const { user } = await renderStreams(
    streamHandlers(timelineOf(3), [
      at('111122223333', 'eu-west-1', 'orders', { gaps: 1, refused: 4, versions: 1 }),
      at('111122223333', 'eu-west-1', 'clicks', { state: 'deleted', lifetimes: 2, versions: 9 }),
      readOnly({ account: '444455556666', region: 'us-east-1', name: 'alerts', state: 'seen', versions: 0, events: 3 }),
    ]),
  );
  const list = screen.getByRole('list', { name: 'Delivery streams' });
  const names = () => [...list.querySelectorAll('.stream-name')].map((name) => name.textContent);
  expect(
    within(list)
      .getAllByRole('heading')
      .map((one) => one.textContent),
  ).toEqual(['111122223333 · eu-west-1', '444455556666 · us-east-1']);
  expect(names()).toEqual(['clicks', 'orders', 'alerts']);
  const [clicks, own, alerts] = within(list).getAllByRole('listitem');
  expect(clicks!.textContent).toMatch(/Amazon S3 · 9 versions.*re-created.*deleted/);
  expect(own!.textContent).toMatch(/1 version.*gap.*4 refused.*high.*Bucket and KMS key changed/);
  expect(alerts!.textContent).toMatch(/3 calls.*only read/);

  await user.type(screen.getByRole('searchbox', { name: 'Find a stream' }), 'RDE');
  expect(names()).toEqual(['orders']);
  await user.clear(screen.getByRole('searchbox', { name: 'Find a stream' }));
  await user.click(screen.getByRole('button', { name: 'Which streams: All streams' }));
  await user.click(await screen.findByRole('menuitemradio', { name: 'With gaps' }));
  expect(names()).toEqual(['orders']);
  await user.click(screen.getByRole('button', { name: 'Which streams: With gaps' }));
  await user.click(await screen.findByRole('menuitemradio', { name: 'All streams' }));
  await user.click(screen.getByRole('button', { name: 'Which streams: All streams' }));
  await user.click(await screen.findByRole('menuitemradio', { name: 'Number of versions' }));
  expect(names()).toEqual(['clicks', 'orders', 'alerts']);
  expect(within(list).queryByRole('heading')).toBeNull();
});

test('what was looked for among the streams is still there after a look at the events', async () => {
  const { user } = await renderStreams(
    streamHandlers(timelineOf(3), [summaryOf({ name: 'orders' }), summaryOf({ name: 'clicks' })]),
  );
  await user.type(screen.getByRole('searchbox', { name: 'Find a stream' }), 'clic');
  await user.click(screen.getByRole('tab', { name: 'Events' }));
  await idle();
  await user.click(screen.getByRole('tab', { name: 'Delivery streams' }));
  await idle();
  expect(screen.getByRole<HTMLInputElement>('searchbox', { name: 'Find a stream' }).value).toBe('clic');
  expect(within(screen.getByRole('list', { name: 'Delivery streams' })).queryByText('orders')).toBeNull();
});

test('the arrows, Home and End go along the streams, and the one reached is shown', async () => {
  const streams = ['a', 'b', 'c'].map((name) => summaryOf({ name }));
  const { user, state } = await renderStreams(streamHandlers(timelineOf(2), streams));
  screen.getByRole('searchbox', { name: 'Find a stream' }).focus();
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(document.activeElement?.textContent).toContain('c');
  await idle();
  expect(screen.getByRole('region', { name: 'Delivery stream c' })).toBeTruthy();
  await user.keyboard('{Home}');
  expect(state.view.getState().stream?.name).toBe('a');
  await user.keyboard('{End}{ArrowUp}');
  expect(state.view.getState().stream?.name).toBe('b');
  await idle();
});

test('a list of thousands draws only what is seen, and End reaches the last', async () => {
  const streams = Array.from({ length: 3000 }, (_, index) =>
    summaryOf({ name: `stream-${String(index).padStart(4, '0')}` }),
  );
  const { user } = await renderStreams(streamHandlers(timelineOf(2), streams));
  const list = screen.getByRole('list', { name: 'Delivery streams' });
  const items = within(list).getAllByRole('listitem');
  expect(items.length).toBeLessThan(100);
  expect(items[0]!.getAttribute('aria-setsize')).toBe('3000');
  within(items[0]!).getByRole('button').focus();
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement?.textContent).toContain('stream-0001');
  await idle();
});

test('the list says that it is still growing, and asks again', async () => {
  let isCurrent = false;
  const { bridge } = await renderStreams({
    'streams.list': () => ({ streams: [summaryOf()], unattached: [], isCurrent }),
  });
  expect(screen.getByText(/Still growing/)).toBeTruthy();
  isCurrent = true;
  await waitFor(() => expect(screen.queryByText(/Still growing/)).toBeNull(), { timeout: 4000 });
  expect(bridge.inputsOf('streams.list').length).toBeGreaterThan(1);
});

test('the last change is shown first: the newest version against the one before', async () => {
  const { bridge } = await renderStreams();
  expect(lastCompared(bridge)).toEqual({
    stream: orders,
    from: { lifetime: 0, version: 4 },
    to: { lifetime: 0, version: 5 },
    timeZone: 'UTC',
  });
  expect(screen.getByText('5 changes · 1 default and 9 restatements hidden')).toBeTruthy();
  const groups = within(changesRegion())
    .getAllByRole('heading')
    .map((one) => one.textContent);
  expect(groups).toEqual(['Destination · Amazon S3', 'Tags']);
  const rows = within(within(changesRegion()).getByRole('list', { name: 'Destination · Amazon S3' }))
    .getAllByRole('listitem')
    .map((row) => row.querySelector('.change-name span')?.textContent);
  expect(rows).toEqual(['Bucket', 'Lambda processor', 'Redshift password', 'Compression']);
  const [bucket] = within(changesRegion()).getAllByRole('listitem');
  expect(bucket!.textContent).toMatch(
    /Before: arn:aws:s3:::acme-lake-raw.*After: arn:aws:s3:::partner-drop-zone.*bob\.meyer.*High: Data is written/,
  );
});

test('marks are words with an explanation', async () => {
  await renderStreams();
  const mark = within(changesRegion()).getByRole('button', { name: 'stale, last known' });
  const explanation = document.getElementById(mark.getAttribute('aria-describedby') ?? '');
  expect(explanation?.textContent).toBe('Last known in version 3. It may have changed.');
  expect(within(changesRegion()).getByRole('button', { name: 'ambiguous' })).toBeTruthy();
  expect(within(changesRegion()).getAllByRole('button', { name: 'hidden' })).toHaveLength(2);
});

test('a long value is folded until asked', async () => {
  const { user } = await renderStreams();
  const text = () => changesRegion().textContent ?? '';
  expect(text()).not.toContain('x'.repeat(1000));
  await user.click(screen.getByRole('button', { name: 'Show all of Tag query, after' }));
  expect(text()).toContain('x'.repeat(5000));
});

test('of two long values the part is shown in which they differ', async () => {
  const shown = (text: string) => ({ value: text, text, marks: [] });
  const [same, rest] = ['s'.repeat(2000), 'r'.repeat(2000)];
  const long = {
    path: 'destination.prefix',
    label: 'S3 prefix',
    group: 'Destination · Amazon S3',
    kind: 'modified',
    before: shown(`${same}${rest}`),
    after: shown(`${same}new${rest}`),
    severity: 'low',
    noise: false,
  } as const;
  await renderStreams({ 'streams.compare': ({ from, to }) => comparisonOf(from, to, { changes: [long] }) });
  const [before, after] = [...changesRegion().querySelectorAll('.folded-text')].map((piece) => piece.textContent);
  expect(before).toMatch(/^…s{40}r+…$/);
  expect(after).toMatch(/^…s{40}newr+…$/);
});

test('a version is compared with the one before, from another one with Shift, and with the keys', async () => {
  const { user, bridge, state } = await renderStreams();
  await user.click(within(versionList()).getByRole('button', { name: 'Version 3' }));
  expect(state.view.getState().compared).toEqual({
    from: { lifetime: 0, version: 1 },
    to: { lifetime: 0, version: 2 },
  });
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement?.textContent).toBe('Version 2');
  expect(state.view.getState().compared?.to).toEqual({ lifetime: 0, version: 1 });
  await user.keyboard('{End}');
  expect(document.activeElement?.textContent).toBe('Version 1');
  // Nothing is before the first version but that there was none.
  expect(state.view.getState().compared?.from).toEqual({ time: '2026-06-01T08:59:59Z' });
  await user.keyboard('{Home}{Shift>}');
  await user.click(within(versionList()).getByRole('button', { name: 'Version 2' }));
  await user.keyboard('{/Shift}');
  await idle();
  expect(lastCompared(bridge)).toMatchObject({ from: { lifetime: 0, version: 1 }, to: { lifetime: 0, version: 5 } });
  await user.click(within(versionList()).getByRole('button', { name: 'Compare from version 4' }));
  await idle();
  expect(lastCompared(bridge)).toMatchObject({ from: { lifetime: 0, version: 3 }, to: { lifetime: 0, version: 5 } });
  expect(within(versionList()).getByRole('button', { name: 'Version 6' }).getAttribute('aria-current')).toBe('true');
});

test('a gap explains itself, refused attempts unfold and lead to their events', async () => {
  const { user, state } = await renderStreams();
  expect(versionList().textContent).toMatch(/2 updates are not in this log.*Values last seen before may have changed/);
  const refused = within(versionList()).getAllByRole('listitem')[1]!;
  expect(refused.textContent).toMatch(
    /3 refused updates.*ConcurrentModificationException.*12 Jun 2026 14:00:00 – 14:02:00.*Each was based on/,
  );
  expect(refused.textContent).not.toContain('Attempt 1 was too late');
  await user.click(within(refused).getByRole('button', { name: 'Show 3 attempts' }));
  expect(refused.textContent).toContain('Attempt 1 was too late');
  await user.click(within(refused).getByRole('button', { name: /^12 Jun 2026 14:01:00/ }));
  await idle();
  expect(state.view.getState()).toMatchObject({ view: 'events', eventId: 4, isDetailOpen: true });
});

test('from and to are chosen from menus, swapped, or set to a moment in the zone of the view', async () => {
  const { user, bridge } = await renderStreams(
    { 'settings.get': () => ({ theme: 'system', timeZone: 'Europe/Berlin', gridColumns: [], detailTab: 'summary' }) },
    {},
  );
  await user.click(screen.getByRole('combobox', { name: 'From: Version 5' }));
  await user.type(await screen.findByRole('combobox', { name: 'Find a version' }), 'Version 2');
  await user.click(await screen.findByRole('option', { name: /^Version 2/ }));
  await idle();
  expect(lastCompared(bridge)).toMatchObject({ from: { lifetime: 0, version: 1 }, to: { lifetime: 0, version: 5 } });
  await user.click(screen.getByRole('button', { name: 'Swap from and to' }));
  await idle();
  expect(lastCompared(bridge)).toMatchObject({ from: { lifetime: 0, version: 5 }, to: { lifetime: 0, version: 1 } });

  await user.click(screen.getByRole('combobox', { name: 'From: Version 6' }));
  await user.click(await screen.findByRole('option', { name: 'At a moment…' }));
  const field = await screen.findByRole('textbox', { name: 'Date and time (Europe/Berlin)' });
  await user.type(field, 'yesterday{Enter}');
  expect(screen.getByText(/This is no date and time/)).toBeTruthy();
  await user.clear(field);
  await user.type(field, '2026-06-05 12:00{Enter}');
  await idle();
  expect(lastCompared(bridge)).toMatchObject({ from: { time: '2026-06-05T10:00:00Z' } });
  expect(screen.getByRole('combobox', { name: 'From: 5 Jun 2026 12:00:00' })).toBeTruthy();
});

test('a version whose number is typed comes before those whose numbers begin with it', async () => {
  const { user, bridge } = await renderStreams(streamHandlers(timelineOf(130)));
  await user.click(screen.getByRole('combobox', { name: 'From: Version 129' }));
  await user.type(await screen.findByRole('combobox', { name: 'Find a version' }), '12{Enter}');
  await idle();
  expect(lastCompared(bridge)).toMatchObject({ from: { lifetime: 0, version: 11 } });
});

test('that there was nothing before the creation is no remark, but it is of any other moment', async () => {
  const { user } = await renderStreams({
    'streams.compare': ({ from, to }) =>
      comparisonOf(from, to, { from: { ...stateOf(from), remarks: ['Created later, at 1 Jun 2026 09:00:00 UTC.'] } }),
  });
  expect(changesRegion().textContent).toContain('Created later');
  await user.click(within(versionList()).getByRole('button', { name: 'Version 1' }));
  await idle();
  expect(screen.getByRole('combobox', { name: 'From: Before version 1' })).toBeTruthy();
  expect(changesRegion().textContent).not.toContain('Created later');
});

test('defaults and restatements are shown when asked, with the reason', async () => {
  const { user } = await renderStreams();
  expect(within(changesRegion()).queryByText('S3 prefix')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Show all' }));
  expect(within(changesRegion()).getByText('The documented default, written out.')).toBeTruthy();
  expect(within(changesRegion()).getByText(/9 more values were stated again/)).toBeTruthy();
  expect(screen.getByText('5 changes · 1 default and 9 restatements shown')).toBeTruthy();
});

test('n and p, F7 and the buttons go from change to change', async () => {
  const { user } = await renderStreams();
  const at = () => (document.activeElement as HTMLElement).dataset['change'];
  await user.keyboard('n');
  expect(at()).toBe('destination.bucketARN');
  await user.keyboard('{F7}');
  expect(at()).toBe('destination.processingConfiguration.processors.Lambda.LambdaArn');
  await user.keyboard('p');
  expect(at()).toBe('destination.bucketARN');
  await user.click(screen.getByRole('button', { name: 'Next change' }));
  screen.getByRole('searchbox', { name: 'Find a stream' }).focus();
  await user.keyboard('n');
  expect(screen.getByRole<HTMLInputElement>('searchbox', { name: 'Find a stream' }).value).toBe('n');
});

test('texts are copied and saved, the diff as Markdown first', async () => {
  const { user, bridge } = await renderStreams({
    'shell.saveText': ({ fileName }) => ({ isSaved: true, fileName }),
  });
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  const items = await screen.findAllByRole('menuitem');
  expect(items[0]?.textContent).toBe('Copy diff as Markdown');
  await user.click(items[0]!);
  await waitFor(() => expect(bridge.inputsOf('shell.copyText')).toEqual([{ text: 'diff as markdown' }]));
  expect(bridge.inputsOf('streams.report').at(-1)).toMatchObject({
    what: 'diff',
    format: 'markdown',
    from: { lifetime: 0, version: 4 },
    to: { lifetime: 0, version: 5 },
    withNoise: false,
  });
  await user.click(screen.getByRole('button', { name: 'Export' }));
  await user.click((await screen.findAllByRole('menuitem', { name: 'HTML…' }))[2]!);
  await waitFor(() =>
    expect(bridge.inputsOf('shell.saveText')).toEqual([{ text: 'history as html', fileName: 'orders.html' }]),
  );
});

test('the configurations stand side by side', async () => {
  const { user } = await renderStreams();
  await user.click(screen.getByRole('tab', { name: 'Side by side' }));
  expect(screen.getByRole('textbox', { name: 'Version 5' }).textContent).toContain('"Version 5"');
  expect(screen.getByRole('textbox', { name: 'Version 6' }).textContent).toContain('"Version 6"');
});

test('blame names who changed a field last, or stated it last, and leads to the event and back', async () => {
  const { user, state } = await renderStreams({}, { streamTab: 'blame' });
  const table = screen.getByRole('table', { name: 'Blame of Version 6' });
  expect(within(table).getByRole('row', { name: /^Bucket/ }).textContent).toMatch(/bob\.meyer · version 6/);
  expect(within(table).getByText('Last visible change; 2 versions are missing since.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Last stated by' }));
  expect(within(table).getByRole('row', { name: /^Bucket/ }).textContent).toMatch(/ci-deploy/);
  await user.type(screen.getByRole('searchbox', { name: 'Find a field' }), 'buck');
  expect(within(table).queryByText('Compression')).toBeNull();
  await user.click(within(table).getByRole('button', { name: /open the event UpdateDestination/ }));
  await idle();
  expect(screen.getByRole('tab', { name: 'Events' }).getAttribute('aria-selected')).toBe('true');
  expect(state.view.getState()).toMatchObject({ eventId: 2, isDetailOpen: true });
  expect(screen.getByRole<HTMLInputElement>('searchbox', { name: 'Filter' }).value).toContain('orders-to-lake');
  await user.click(screen.getByRole('button', { name: 'Back to orders-to-lake' }));
  await idle();
  expect(state.view.getState()).toMatchObject({ view: 'streams', streamTab: 'blame', back: [] });
  expect(screen.getByRole('table', { name: 'Blame of Version 6' })).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('searchbox', { name: 'Find a field' }).value).toBe('buck');
  expect(screen.getByRole('button', { name: 'Last stated by' }).getAttribute('aria-pressed')).toBe('true');
});

test('the configuration shows defaults dimmed, names unknown sections, and is copied as JSON', async () => {
  const { user, bridge } = await renderStreams(
    {
      'streams.version': ({ state }) => ({
        stream: orders,
        state: stateOf(state, { unknown: ['tags'], remarks: ['Not wholly in this log: tags.'] }),
        fields: [],
        defaults: [{ path: 'destination.prefix', label: 'S3 prefix', group: 'Destination', text: 'YYYY/MM/DD/HH' }],
      }),
    },
    { streamTab: 'configuration' },
  );
  expect(screen.getByText('Not wholly in this log: tags.')).toBeTruthy();
  expect(screen.getByRole('row', { name: /S3 prefix/ }).textContent).toContain('YYYY/MM/DD/HH default');
  await user.click(screen.getByRole('button', { name: 'Copy as JSON' }));
  expect(bridge.inputsOf('shell.copyText')).toEqual([{ text: stateOf({ lifetime: 0, version: 5 }).configText }]);
  await user.click(screen.getByRole('button', { name: 'JSON' }));
  expect(screen.getByRole('textbox', { name: 'Configuration of Version 6' }).textContent).toContain('ExtendedS3');
  await user.click(screen.getByRole('tab', { name: 'Request' }));
  expect(await screen.findByText('No request')).toBeTruthy();
});

test('the request says who sent what from where', async () => {
  await renderStreams({}, { streamTab: 'request' });
  const panel = screen.getByRole('tabpanel', { name: 'Request' });
  expect(panel.textContent).toMatch(/bob\.meyer.*203\.0\.113\.24.*Terraform/);
  expect(screen.getByRole('textbox', { name: 'Request of Version 6' }).textContent).toContain('deliveryStreamName');
});

test('states that the log cannot tell are said, not shown as equal', async () => {
  await renderStreams({
    'streams.compare': ({ from, to }) => ({
      ...comparisonOf(from, to, { changes: [], restated: 0 }),
      from: stateOf(from, { existence: 'cannot-tell', configText: '', remarks: ['No event shows what was there.'] }),
    }),
  });
  expect(within(changesRegion()).getByText('The log cannot tell what differs')).toBeTruthy();
  expect(within(changesRegion()).getByText('Version 5: No event shows what was there.')).toBeTruthy();
});

test('a stream of which only reads are known says so', async () => {
  await renderStreams(streamHandlers({ ...timelineOf(0), entries: [] }, [readOnly({ versions: 0, state: 'seen' })]));
  expect(screen.getByText('Nothing is known of its configuration')).toBeTruthy();
});

test('five hundred versions are drawn as far as they are seen', async () => {
  await renderStreams(streamHandlers(timelineOf(500), [summaryOf({ versions: 500 })]));
  const items = within(versionList()).getAllByRole('listitem');
  expect(items.length).toBeLessThan(60);
  expect(items[0]!.textContent).toContain('Version 500');
});

test('a live answer is pasted, compared and judged field by field', async () => {
  const { user, bridge } = await renderStreams({
    'streams.compareLive': () => ({
      stream: orders,
      verdict: 'different',
      title: 'AWS has another configuration',
      explanation: 'Two fields differ.',
      liveVersionId: '7',
      logVersionId: '6',
      fields: [
        {
          path: 'destination.bucketARN',
          label: 'Bucket',
          group: 'Destination',
          verdict: 'different',
          log: { value: 'a', text: 'a', marks: [] },
          live: { value: 'b', text: 'b', marks: [] },
          explanation: 'Changed after the log ends.',
        },
        { path: 'tags.a', label: 'Tag a', group: 'Tags', verdict: 'equal', explanation: '' },
      ],
    }),
    'shell.readText': () => ({ text: '{"from": "file"}', fileName: 'answer.json' }),
  });
  await user.click(screen.getByRole('button', { name: 'Compare with live answer…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Compare orders-to-lake with a live answer' });
  await user.click(within(dialog).getByRole('button', { name: 'Read a file…' }));
  const result = await within(dialog).findByRole('region', { name: 'Result' });
  expect(bridge.inputsOf('streams.compareLive')).toEqual([{ text: '{"from": "file"}', stream: orders }]);
  expect(result.textContent).toMatch(/AWS has another configuration.*AWS: version 7 · log: version 6/);
  expect(within(result).queryByText('Tag a')).toBeNull();
  await user.click(within(result).getByRole('button', { name: 'Show 1 equal field' }));
  expect(within(result).getByText('Tag a')).toBeTruthy();
});

test('the footer counts what there is, and the help explains the marks', async () => {
  const { user } = await renderStreams(
    streamHandlers(timelineOf(6), [summaryOf({ gaps: 1 }), summaryOf({ name: 'other', versions: 35 })]),
  );
  const footer = screen.getByRole('contentinfo');
  expect(footer.textContent).toMatch(/2 streams.*41 versions.*1 gap/);
  await user.click(within(footer).getByRole('button', { name: 'What do the marks mean?' }));
  const help = await screen.findByRole('dialog', { name: 'Versions, marks and what the log cannot tell' });
  expect(help.textContent).toMatch(/A lost change of tags or encryption leaves no trace/);
});

test('what is compared stays the same versions while an import puts others before them', async () => {
  let hasGrown = false;
  const grown = timelineOf(7);
  const earlier = {
    ...grown,
    entries: grown.entries.map((entry) =>
      entry.kind === 'version'
        ? { ...entry, origin: { ...entry.origin, eventId: entry.version === 0 ? 'e-new' : `e-${entry.version - 1}` } }
        : entry,
    ),
  };
  const { user, state, push } = await renderStreams({
    'streams.timeline': () => (hasGrown ? earlier : timelineOf(6)),
  });
  await user.click(within(versionList()).getByRole('button', { name: 'Version 3' }));
  await idle();
  hasGrown = true;
  await push('workspace', { workspace: makeWorkspace({ revision: 2 }) });
  await waitFor(() =>
    expect(state.view.getState().compared).toEqual({
      from: { lifetime: 0, version: 2 },
      to: { lifetime: 0, version: 3 },
    }),
  );
  await idle();
});

test('a text or a file is dropped on the form for a live answer, and not taken for logs', async () => {
  const compared: string[] = [];
  const { user, bridge } = await renderStreams({
    'streams.compareLive': ({ text }) => {
      compared.push(text);
      throw new AppError('bad-request', 'This is no answer of describe-delivery-stream');
    },
  });
  await user.click(screen.getByRole('button', { name: 'Compare with live answer…' }));
  const field = await screen.findByRole('textbox', { name: 'Answer of describe-delivery-stream' });
  fireEvent.dragEnter(field, { dataTransfer: { types: ['Files'] } });
  expect(screen.queryByText('Drop folders or files to read them')).toBeNull();
  fireEvent.drop(field, { dataTransfer: { files: [], getData: () => '{"a": 1}' } });
  expect(await screen.findByText('This is no answer of describe-delivery-stream')).toBeTruthy();
  const file = { text: () => Promise.resolve('{"b": 2}') };
  fireEvent.drop(field, { dataTransfer: { files: [file], getData: () => '' } });
  await waitFor(() => expect(compared).toEqual(['{"a": 1}', '{"b": 2}']));
  await idle();
  expect(bridge.inputsOf('workspace.open')).toEqual([]);
  expect(document.documentElement.dataset['error']).toBe('This is no answer of describe-delivery-stream');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(document.documentElement.dataset['state']).toBe('idle'));
  expect(document.documentElement.dataset['error']).toBeUndefined();
});

test('a live answer about another stream is compared with that one, and leads there', async () => {
  const clicks = { ...orders, name: 'clicks' };
  const { user, bridge, state } = await renderStreams({
    ...streamHandlers(timelineOf(6), [summaryOf({}), summaryOf({ name: 'clicks' })]),
    'streams.compareLive': () => ({
      stream: clicks,
      verdict: 'equal',
      title: 'AWS and the log agree',
      explanation: '',
      logVersionId: '2',
      fields: [],
    }),
  });
  await user.click(screen.getByRole('button', { name: 'Compare with live answer…' }));
  const field = await screen.findByRole('textbox', { name: 'Answer of describe-delivery-stream' });
  const text = JSON.stringify({ DeliveryStreamName: 'clicks', Destinations: [] });
  fireEvent.drop(field, { dataTransfer: { files: [], getData: () => text } });
  const result = await screen.findByRole('region', { name: 'Result' });
  expect(bridge.inputsOf('streams.compareLive')).toEqual([{ text }]);
  expect(result.textContent).toContain('The answer describes clicks');
  await user.click(within(result).getByRole('button', { name: 'Show clicks' }));
  await idle();
  expect(state.view.getState().stream).toEqual(clicks);
});

test('Ctrl+F goes to the field that finds a stream', async () => {
  const { user, push } = await renderStreams();
  const field = screen.getByRole('searchbox', { name: 'Find a stream' });
  await user.keyboard('{Control>}f{/Control}');
  expect(document.activeElement).toBe(field);
  field.blur();
  await push('command', { command: 'find' });
  expect(document.activeElement).toBe(field);
});
