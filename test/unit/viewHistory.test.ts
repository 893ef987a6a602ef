import { expect, test } from 'vitest';

import { createViewStore, defaultColumns, type ViewState } from '../../renderer/state/view.ts';
import { createViewHistory } from '../../renderer/state/viewHistory.ts';

function watched() {
  const clock = { now: 0 };
  const view = createViewStore();
  const history = createViewHistory(view, () => clock.now);
  history.watch(() => true);
  const set = async (change: Partial<ViewState>) => {
    view.setState(change);
    await Promise.resolve();
  };
  const filter = (text: string) => set({ query: { ...view.getState().query, filter: text } });
  const width = (px: number) => set({ columns: defaultColumns.map((column) => ({ ...column, width: px })) });
  return { clock, view, history, set, filter, width };
}

test('keeps nothing of what belongs to no part, nor while it is not asked to', async () => {
  const { view, history, set } = watched();
  await set({ eventId: 7, isDetailOpen: true, view: 'sql' });
  await set({ query: { ...view.getState().query } });
  expect(history.steps.getState().past).toEqual([]);
  const other = createViewHistory(view);
  other.watch(() => false);
  await set({ time: 'today' });
  expect(other.steps.getState().past).toEqual([]);
});

test('joins what is changed in one act, and the widths of one drag', async () => {
  const { clock, view, history, set, width } = watched();
  view.setState({ time: 'today' });
  view.setState({ query: { ...view.getState().query, filter: 'x' } });
  await Promise.resolve();
  expect(history.steps.getState().past.map(({ parts }) => parts)).toEqual([['filter', 'time range']]);
  for (const px of [100, 110, 120]) {
    clock.now += 16;
    await width(px);
  }
  expect(history.steps.getState().past).toHaveLength(2);
  clock.now += 5000;
  await width(130);
  expect(history.steps.getState().past).toHaveLength(3);
  history.undo();
  expect(view.getState().columns[0]?.width).toBe(120);
  history.undo();
  expect(view.getState().columns).toEqual(defaultColumns);
  await set({ facets: ['actor'] });
  expect(history.redo()).toEqual([]);
});

test('goes back and forward as far as there are steps, and no further', async () => {
  const { view, history, filter } = watched();
  const texts = Array.from({ length: 250 }, (_, index) => `f${index}`);
  for (const text of texts) await filter(text);
  let steps = 0;
  while (history.undo().length > 0) steps += 1;
  expect(steps).toBe(200);
  expect(view.getState().query.filter).toBe('f49');
  while (history.redo().length > 0) steps -= 1;
  expect(steps).toBe(0);
  expect(view.getState().query.filter).toBe('f249');
  history.forget();
  expect(history.undo()).toEqual([]);
});

test('a range that moved along with the clock is no step', async () => {
  const { view, history, set } = watched();
  await set({ time: 'last hour', query: { ...view.getState().query, range: { fromMs: 1 } } });
  await set({ query: { ...view.getState().query, range: { fromMs: 2 } } });
  expect(history.steps.getState().past).toHaveLength(1);
});
