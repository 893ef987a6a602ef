import { useMemo, useRef, type KeyboardEvent } from 'react';

import type { StreamSummary } from '../../shared/firehose/presented.ts';
import { useAws, useUpdateView, useView } from '../state/AppStateProvider.tsx';
import type { StreamFilter, ViewState } from '../state/view.ts';
import { Menu, MenuChoices, MenuSeparator } from '../ui/Menu.tsx';
import { useFocusOnFind } from '../ui/useFocusOnFind.ts';
import { VirtualList } from '../ui/VirtualList.tsx';
import { isSameStream, keyOfStream, listStreams, placeOf, streamFilters, streamOrders } from './stream.ts';
import { StreamItem } from './StreamItem.tsx';

type StreamListProps = {
  readonly streams: readonly StreamSummary[];
  readonly selected: StreamSummary | undefined;
  /** False while the newest events are still being worked in. */
  readonly isCurrent: boolean;
};

/** The streams by account and region, with a field that finds one by its name. */
export function StreamList({ streams, selected, isCurrent }: StreamListProps) {
  const { text, filter, order } = useView((view) => view.streamList);
  const side = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useFocusOnFind(true, field);
  const update = useUpdateView();
  const updateList = useUpdateList();
  const found = useFound(streams);
  const selectedIndex = found.findIndex((stream) => isSameStream(stream, selected));
  const choose = ({ account, region, name }: StreamSummary) =>
    update({ stream: { account, region, name }, compared: undefined });
  const goToList = (event: KeyboardEvent) => {
    const first = side.current?.querySelector<HTMLElement>('button.stream');
    if (event.key !== 'ArrowDown' || !first) return;
    event.preventDefault();
    first.focus();
    first.click();
  };
  return (
    <div ref={side} className="stream-side">
      <div className="stream-find">
        <input
          ref={field}
          type="search"
          className="search"
          aria-label="Find a stream"
          placeholder="Find a stream"
          spellCheck={false}
          value={text}
          onChange={(event) => updateList({ text: event.target.value })}
          onKeyDown={goToList}
        />
        <ListMenu />
      </div>
      {!isCurrent && <p className="stream-growing">Still growing: the newest events are being worked in.</p>}
      {found.length === 0 && <p className="stream-none muted">{noneText(text, filter)}</p>}
      <VirtualList
        label="Delivery streams"
        items={found}
        keyOf={keyOfStream}
        heightOf={(stream) => (stream.lastChange ? 72 : 54)}
        selected={selectedIndex}
        arrangement={`${order} ${filter}`}
        isStop={() => true}
        onGoTo={choose}
      >
        {(stream, index) => (
          <StreamItem
            stream={stream}
            isSelected={index === selectedIndex}
            isTabStop={index === Math.max(0, selectedIndex)}
            hasHeading={order === 'place' && isFirstOfPlace(found, index)}
            hasPlace={order !== 'place'}
            onChoose={() => choose(stream)}
          />
        )}
      </VirtualList>
    </div>
  );
}

function useFound(streams: readonly StreamSummary[]): readonly StreamSummary[] {
  const { text, filter, order } = useView((view) => view.streamList);
  const accountNames = useAws((aws) => aws.accountNames);
  return useMemo(
    () => listStreams(streams, { text, filter, order }, accountNames),
    [streams, text, filter, order, accountNames],
  );
}

function isFirstOfPlace(streams: readonly StreamSummary[], index: number): boolean {
  const [own, before] = [streams[index], streams[index - 1]];
  return own !== undefined && (before === undefined || placeOf(own) !== placeOf(before));
}

function noneText(text: string, filter: StreamFilter): string {
  if (text.trim() !== '') return filter === 'all' ? 'No stream of that name' : 'No such stream of that name';
  return 'No such stream';
}

function useUpdateList(): (change: Partial<ViewState['streamList']>) => void {
  const update = useUpdateView();
  return (change) => update(({ streamList }) => ({ streamList: { ...streamList, ...change } }));
}

function ListMenu() {
  const { filter, order } = useView((view) => view.streamList);
  const update = useUpdateList();
  const shown = streamFilters.find(({ value }) => value === filter)?.label ?? '';
  return (
    <Menu
      label={filter === 'all' ? 'All' : shown}
      name={`Which streams: ${shown}`}
      className={filter === 'all' ? 'button quiet' : 'button chosen'}
      align="end"
    >
      <MenuChoices label="Show" value={filter} choices={streamFilters} onChange={(next) => update({ filter: next })} />
      <MenuSeparator />
      <MenuChoices label="Order by" value={order} choices={streamOrders} onChange={(next) => update({ order: next })} />
    </Menu>
  );
}
