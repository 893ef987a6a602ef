// What a person does with the delivery streams of the sample logs: find who changed what, step through the versions,
// compare, copy, go to the event and come back, and read what the log cannot tell.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Locator, Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';

import { closeApps, root, startApp, waitUntilIdle, type RunningApp } from './app.ts';

afterEach(closeApps);

async function openStreams(): Promise<RunningApp> {
  const running = await startApp({ paths: ['--view', 'streams', path.join(root, 'samples')] });
  await list(running.page, 'Delivery streams').getByRole('listitem').first().waitFor();
  await waitUntilIdle(running.page);
  return running;
}

function list(page: Page, name: string): Locator {
  return page.getByRole('list', { name, exact: true });
}

async function openStream(page: Page, name: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Find a stream' }).fill(name);
  await list(page, 'Delivery streams').getByRole('button', { name }).click();
  await page.getByRole('region', { name: `Delivery stream ${name}`, exact: true }).waitFor();
  await waitUntilIdle(page);
}

function version(page: Page, id: string): Locator {
  return list(page, 'Versions').getByRole('button', { name: `Version ${id}`, exact: true });
}

const changes = (page: Page) => page.getByRole('region', { name: 'Changes', exact: true });

test('who moved the bucket is read off the change, and the versions are stepped through', async () => {
  const { page, consoleErrors } = await openStreams();
  await openStream(page, 'product-search');
  await version(page, '4').click();
  const bucket = changes(page).getByRole('listitem').filter({ hasText: 'destination.s3.bucketARN' });
  await bucket.waitFor();
  expect(await bucket.innerText()).toMatch(
    /arn:aws:s3:::acme-product-search-failed\n[^]*arn:aws:s3:::acme-product-search-failed-eu\n[^]*carol@acme\.example[^]*16 Jun 2026 12:05:15[^]*High: /,
  );

  await page.keyboard.press('ArrowDown');
  await page.getByRole('combobox', { name: 'To: Version 3' }).waitFor();
  await page.getByRole('combobox', { name: 'From: Version 2' }).waitFor();
  await waitUntilIdle(page);
  expect(await bucket.count()).toBe(0);
  await page.keyboard.press('n');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-change'))).toBeTruthy();
  expect(consoleErrors).toEqual([]);
});

test('the first and the last version are compared and copied as Markdown', async () => {
  const { page, app } = await openStreams();
  await openStream(page, 'product-search');
  await version(page, '5').click();
  await version(page, '1').click({ modifiers: ['Shift'] });
  await page.getByRole('combobox', { name: 'From: Version 1' }).waitFor();
  await page.getByRole('combobox', { name: 'To: Version 5' }).waitFor();
  await waitUntilIdle(page);
  await changes(page).getByText('destination.s3.bucketARN').waitFor();

  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy diff as Markdown' }).click();
  await page.getByRole('button', { name: 'Copy', exact: true }).getByText('Copied').waitFor();
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain('product-search');
  expect(copied).toContain('arn:aws:s3:::acme-product-search-failed-eu');
  expect(copied).toMatch(/\|/);
});

test('a blamed field leads to its event, and Alt+Left leads back', async () => {
  const { page } = await openStreams();
  await openStream(page, 'product-search');
  await page.getByRole('tab', { name: 'Blame', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Find a field' }).fill('s3.bucketARN');
  const row = page.getByRole('table', { name: 'Blame of Version 5' }).getByRole('row', { name: /bucketARN/ });
  expect(await row.innerText()).toMatch(/acme-product-search-failed-eu[^]*carol@acme\.example[^]*version 4/);
  await row.getByRole('button', { name: /open the event UpdateDestination/ }).click();

  const detail = page.getByRole('region', { name: 'Event detail' });
  await detail.getByText('Made version 4 of product-search').waitFor();
  await waitUntilIdle(page);
  expect(await page.getByRole('tab', { name: 'Events', exact: true }).getAttribute('aria-selected')).toBe('true');
  expect(await page.getByRole('searchbox', { name: 'Filter' }).inputValue()).toContain('product-search');

  await page.getByRole('button', { name: 'Back to product-search' }).waitFor();
  await page.keyboard.press('Alt+ArrowLeft');
  await page.getByRole('table', { name: 'Blame of Version 5' }).waitFor();
  await waitUntilIdle(page);
  await page.getByRole('tab', { name: 'Events', exact: true }).click();
  expect(await page.getByRole('searchbox', { name: 'Filter' }).inputValue()).toBe('');
});

test('the way back leads to where the list and the tab were left', async () => {
  const { page } = await openStreams();
  await openStream(page, 'product-search');
  await page.getByRole('tab', { name: 'Blame', exact: true }).click();
  const links = page.getByRole('table', { name: 'Blame of Version 5' }).getByRole('button', { name: /open the event/ });
  const scrollTop = () => page.locator('.compare-panel').evaluate((panel) => panel.scrollTop);
  await links.last().scrollIntoViewIfNeeded();
  const left = await scrollTop();
  expect(left).toBeGreaterThan(0);
  await links.last().click();
  await page.getByRole('button', { name: 'Back to product-search' }).click();
  await links.last().waitFor();
  await waitUntilIdle(page);
  expect(await scrollTop()).toBe(left);
  expect(await page.getByRole('searchbox', { name: 'Find a stream' }).inputValue()).toBe('product-search');
});

test('another order of the streams is shown from its beginning, wherever the chosen one comes to stand', async () => {
  const { page } = await openStreams();
  const streams = list(page, 'Delivery streams');
  await streams.getByRole('listitem').first().getByRole('button').click();
  await page.keyboard.press('End');
  await waitUntilIdle(page);
  const scrollTop = () => streams.evaluate((ul) => ul.parentElement?.scrollTop);
  expect(await scrollTop()).toBeGreaterThan(0);
  await page.getByRole('button', { name: /^Which streams/ }).click();
  await page.getByRole('menuitemradio', { name: 'Number of versions' }).click();
  await waitUntilIdle(page);
  expect(await scrollTop()).toBe(0);
});

test('an event leads to the version it made', async () => {
  const { page } = await openStreams();
  await page.getByRole('tab', { name: 'Events', exact: true }).click();
  const filter = page.getByRole('searchbox', { name: 'Filter' });
  await filter.fill('requestParameters.deliveryStreamName:alerts-http eventName:UpdateDestination errorCode:*');
  await filter.press('Enter');
  await waitUntilIdle(page);
  await page.getByRole('grid', { name: 'Events' }).getByText('UpdateDestination').first().click();
  const place = page.getByRole('region', { name: 'Event detail' }).getByRole('region', { name: 'Delivery stream' });
  await place.getByText('Refused: InvalidArgumentException. Nothing changed.').waitFor();

  await filter.fill('requestParameters.deliveryStreamName:clicks-splunk eventName:UpdateDestination -errorCode:*');
  await filter.press('Enter');
  await waitUntilIdle(page);
  await page.getByRole('grid', { name: 'Events' }).getByText('UpdateDestination').first().click();
  await place.getByText(/^Made version \d+ of clicks-splunk$/).waitFor();
  const made = /version (\d+)/.exec(await place.innerText())?.[1] ?? '';
  await place.getByRole('button', { name: 'Show the version' }).click();
  await page.getByRole('combobox', { name: `To: Version ${made}` }).waitFor();
  expect(await version(page, made).getAttribute('aria-current')).toBe('true');
});

test('a gap and a refused attempt explain themselves, stale values are marked', async () => {
  const { page } = await openStreams();
  await openStream(page, 'clicks-splunk');
  const versions = list(page, 'Versions');
  expect(await versions.getByRole('listitem').filter({ hasText: 'are not in this log' }).innerText()).toMatch(
    /2 updates are not in this log[^]*Between version 3 and version 5/,
  );
  const refused = versions.getByRole('listitem').filter({ hasText: 'refused update' });
  expect(await refused.innerText()).toMatch(/AccessDenied[^]*12 Jun 2026 10:14:10/);
  await refused.getByRole('button', { name: 'Show the attempt' }).click();
  // The denied call names the stream in its message only, and is found all the same.
  await refused
    .getByRole('list')
    .getByRole('button', { name: /open the event UpdateDestination/ })
    .click();
  await page
    .getByRole('region', { name: 'Event detail' })
    .getByText('Refused: AccessDenied. Nothing changed.')
    .waitFor();
  await waitUntilIdle(page);
  await page.getByRole('grid', { name: 'Events' }).getByText('AccessDenied', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Back to clicks-splunk' }).click();

  await version(page, '6').click();
  await page.getByRole('tab', { name: 'Configuration', exact: true }).click();
  const mark = page
    .getByRole('row', { name: /Splunk HEC endpoint/ })
    .getByRole('button', { name: 'stale, last known' });
  await mark.hover();
  await page.locator('.tooltip').waitFor();
  // The secret stands nowhere in the page, in the clear or otherwise than masked.
  expect(await page.getByRole('row', { name: /Splunk HEC token/ }).innerText()).toMatch(/secret, masked/);
});

test('every tab of a stream is drawn without asking for anything that the policy forbids', async () => {
  const { page, consoleErrors } = await openStreams();
  await openStream(page, 'ledger-to-warehouse');
  for (const tab of ['Side by side', 'Blame', 'Configuration', 'Request', 'Changes']) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await waitUntilIdle(page);
  }
  await page.getByRole('button', { name: 'What do the marks mean?' }).click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Compare with live answer…' }).click();
  const answer = {
    DeliveryStreamDescription: {
      DeliveryStreamName: 'ledger-to-warehouse',
      DeliveryStreamARN: 'arn:aws:firehose:eu-west-1:444455556666:deliverystream/ledger-to-warehouse',
      DeliveryStreamType: 'DirectPut',
      VersionId: '8',
      Destinations: [{ DestinationId: 'destinationId-000000000001', RedshiftDestinationDescription: {} }],
    },
  };
  await page.getByRole('textbox', { name: 'Answer of describe-delivery-stream' }).fill(JSON.stringify(answer));
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByRole('region', { name: 'Result' }).getByText('AWS: version 8 · log: version 8').waitFor();
  expect(consoleErrors).toEqual([]);
});

type Violation = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };

/** What axe finds wrong with what is drawn, contrast and all. */
async function violations(page: Page): Promise<readonly string[]> {
  await waitUntilIdle(page);
  const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    readonly violations: readonly Violation[];
  };
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

test.each(['light', 'dark'])('nothing is hard to read or to reach in the %s theme', async (theme) => {
  const { page } = await startApp({
    paths: ['--view', 'streams', '--theme', theme, '--size', '1280x720', path.join(root, 'samples')],
  });
  await openStream(page, 'clicks-splunk');
  await page.evaluate(await readFile(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8'));
  for (const tab of ['Changes', 'Side by side', 'Blame', 'Configuration', 'Request']) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    expect([tab, await violations(page)]).toEqual([tab, []]);
  }
  await page.getByRole('button', { name: 'What do the marks mean?' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await violations(page)).toEqual([]);
});
