// What a log says is text, wherever the window shows it, and the window needs nothing that its policy forbids.
import { afterEach, expect, test } from 'vitest';

import { closeApps, startApp, temporaryDir, waitUntilIdle, type RunningApp } from './app.ts';
import { logRecord, writeLog } from './logs.ts';

afterEach(closeApps);

const markup = `<img src="x" onerror="document.documentElement.dataset.ran='img'"><b>bold</b>`;
const script = `<script>document.documentElement.dataset.ran='script'</script>`;
const link = '<a href="https://example.com" onclick="alert(1)">javascript:alert(1)</a>';

const hostile = logRecord(1, {
  eventName: markup,
  eventSource: `${script}.amazonaws.com`,
  userAgent: link,
  errorCode: markup,
  errorMessage: `${script}${markup}`,
  sourceIPAddress: markup,
  awsRegion: markup,
  userIdentity: {
    type: 'IAMUser',
    userName: markup,
    arn: `arn:aws:iam::111122223333:user/${markup}`,
    accountId: script,
  },
  requestParameters: { deliveryStreamName: markup, [markup]: link, nested: { list: [markup, script] } },
});

const hostileStream = logRecord(2, {
  eventName: 'CreateDeliveryStream',
  readOnly: false,
  requestParameters: { deliveryStreamName: markup },
});

async function openHostile(): Promise<RunningApp> {
  const dir = await temporaryDir();
  return startApp({
    paths: [await writeLog(dir, 'hostile<b>.json', [hostile, hostileStream, logRecord(3), { not: markup }])],
  });
}

/** Elements that only the log's markup could have made, and traces of its scripts. */
async function tracesOf({ page }: RunningApp): Promise<unknown> {
  return page.evaluate(() => ({
    images: document.querySelectorAll('img[src="x"]').length,
    bold: [...document.querySelectorAll('b')].filter((element) => element.textContent === 'bold').length,
    links: document.querySelectorAll('a[href*="example.com"]').length,
    ran: document.documentElement.dataset['ran'] ?? 'nothing',
  }));
}

const none = { images: 0, bold: 0, links: 0, ran: 'nothing' };

test('a record full of markup is shown as text in the grid and in its detail', async () => {
  const running = await openHostile();
  const { page } = running;
  const grid = page.getByRole('grid', { name: 'Events' });
  const cell = grid.getByText(markup, { exact: true }).first();
  await cell.waitFor();
  expect(await tracesOf(running)).toEqual(none);

  await cell.click();
  const detail = page.getByRole('region', { name: 'Event detail' });
  await detail.getByText(markup).first().waitFor();
  expect(await tracesOf(running)).toEqual(none);

  await detail.getByRole('tab', { name: 'JSON' }).click();
  await detail.getByText('eventVersion').first().waitFor();
  await waitUntilIdle(page);
  expect(await detail.innerText()).toContain('<b>bold</b>');
  expect(await tracesOf(running)).toEqual(none);
});

test('nor do the other views take it for markup', async () => {
  const running = await openHostile();
  const { page } = running;
  const shown = [
    ['Delivery streams', '<b>bold</b>'],
    ['Problems', 'hostile<b>.json'],
  ] as const;
  for (const [view, text] of shown) {
    await page.getByRole('tab', { name: view, exact: true }).click();
    await page.getByText(text).filter({ visible: true }).first().waitFor();
    await waitUntilIdle(page);
    expect(await tracesOf(running)).toEqual(none);
  }
});

test('every view is drawn without asking for anything that the policy forbids', async () => {
  const running = await openHostile();
  const { page } = running;
  for (const view of ['Delivery streams', 'SQL', 'Problems', 'Events']) {
    await page.getByRole('tab', { name: view, exact: true }).click();
    await waitUntilIdle(page);
  }
  await page.getByRole('grid', { name: 'Events' }).getByText('DescribeDeliveryStream').first().click();
  await page.getByRole('region', { name: 'Event detail' }).getByRole('tab', { name: 'JSON' }).click();
  await waitUntilIdle(page);
  // Styles that were refused would show as errors in the page's console.
  expect(running.consoleErrors).toEqual([]);
});
