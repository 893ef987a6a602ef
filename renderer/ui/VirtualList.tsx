// A list of any length, of which only what is seen is drawn. The arrow keys, Home and End go along it.
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';

import './virtualList.css';

type VirtualListProps<Item> = {
  /** The list's accessible name. */
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** In CSS pixels, before an item is measured. */
  readonly heightOf: (item: Item) => number;
  /** The item that is chosen; it is brought on screen when another one is. */
  readonly selected: number;
  /** What the items are ordered and narrowed by: of another arrangement the beginning is shown. */
  readonly arrangement?: string;
  /** Whether the keys stop at an item. */
  readonly isStop: (item: Item) => boolean;
  /** The keys went to an item: its button has the focus. */
  readonly onGoTo: (item: Item) => void;
  readonly children: (item: Item, index: number) => ReactNode;
};

/** Up to so many are always drawn: the page can then be searched and read aloud whole. */
const fewItems = 120;

export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { label, items, keyOf, heightOf, selected, arrangement, children } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(itemAt(items, index)),
    getItemKey: (index) => keyOf(itemAt(items, index)),
    overscan: items.length <= fewItems ? fewItems : 10,
    // What has the focus is not to vanish when it is scrolled away.
    rangeExtractor: (range) => withIndex(range, selected),
    useFlushSync: false,
  });
  const focusNext = useFocusWhenDrawn(scroller);
  const goneTo = useRef<number>(undefined);
  useEffect(() => {
    // What the keys went to is on screen already.
    if (selected < 0 || selected === goneTo.current) return;
    const { startIndex = 0, endIndex = -1 } = virtualizer.range ?? {};
    const isSeen = selected >= startIndex && selected <= endIndex;
    virtualizer.scrollToIndex(selected, { align: isSeen ? 'auto' : 'center' });
    // Only another choice: measuring an item is no reason to scroll.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [selected]);
  const arranged = useRef(arrangement);
  useEffect(() => {
    if (arranged.current === arrangement) return;
    arranged.current = arrangement;
    virtualizer.scrollToOffset(0);
  }, [arrangement, virtualizer]);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stopFor(event, props);
    if (next === undefined) return;
    event.preventDefault();
    goneTo.current = next;
    virtualizer.scrollToIndex(next, { align: 'auto' });
    focusNext(next);
    props.onGoTo(itemAt(items, next));
  };
  return (
    <div ref={scroller} className="virtual-list">
      {/* The keys bubble up from the items' buttons. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul aria-label={label} style={{ height: virtualizer.getTotalSize() }} onKeyDown={onKeyDown}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-posinset={index + 1}
            aria-setsize={items.length}
            style={{ transform: `translateY(${start}px)` }}
          >
            {children(itemAt(items, index), index)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error(`No item ${index} of ${items.length}`);
  return item;
}

function withIndex(range: Range, index: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (index < 0 || index >= range.count || indexes.includes(index)) return indexes;
  return [...indexes, index].toSorted((a, b) => a - b);
}

/** The index a key goes to from the item that has the focus. */
function stopFor<Item>(event: KeyboardEvent, { items, isStop }: VirtualListProps<Item>): number | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return undefined;
  const own = Number(event.target.closest('li')?.dataset['index'] ?? -1);
  const isStopAt = (_: Item, index: number) => isStop(itemAt(items, index));
  switch (event.key) {
    case 'ArrowDown':
      return stopOrNone(items.findIndex((item, index) => index > own && isStop(item)));
    case 'ArrowUp':
      return stopOrNone(items.slice(0, Math.max(0, own)).findLastIndex(isStopAt));
    case 'Home':
      return stopOrNone(items.findIndex(isStop));
    case 'End':
      return stopOrNone(items.findLastIndex(isStop));
    default:
      return undefined;
  }
}

function stopOrNone(index: number): number | undefined {
  return index === -1 ? undefined : index;
}

/** Gives the focus to an item's button as soon as it is drawn. */
function useFocusWhenDrawn(scroller: { readonly current: HTMLElement | null }): (index: number) => void {
  const awaited = useRef<number>(undefined);
  const focus = () => {
    const button = scroller.current?.querySelector<HTMLElement>(`li[data-index="${awaited.current}"] button`);
    if (!button) return;
    awaited.current = undefined;
    button.focus({ preventScroll: true });
  };
  useLayoutEffect(() => {
    if (awaited.current !== undefined) focus();
  });
  return (index) => {
    awaited.current = index;
    focus();
  };
}
