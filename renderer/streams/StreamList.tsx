import { useRef, useState, type KeyboardEvent } from 'react';

import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { isSameStream, placeOf, type Stream } from './stream.ts';
import { StreamItem } from './StreamItem.tsx';

type StreamListProps = { readonly streams: readonly Stream[]; readonly selected: Stream | undefined };

/** The streams by account and region, with a field that finds one by its name. */
export function StreamList({ streams, selected }: StreamListProps) {
  const [wanted, setWanted] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const update = useUpdateView();
  const timeZone = useView((view) => view.query.timeZone);
  const found = streams.filter(({ name }) => name.toLowerCase().includes(wanted.trim().toLowerCase()));
  const goToList = (event: KeyboardEvent) => {
    const first = list.current?.querySelector('button');
    if (event.key !== 'ArrowDown' || !first) return;
    event.preventDefault();
    first.focus();
    first.click();
  };
  return (
    <div className="stream-side">
      <div className="stream-find">
        <input
          type="search"
          className="search"
          aria-label="Find a stream"
          placeholder="Find a stream"
          spellCheck={false}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          onKeyDown={goToList}
        />
      </div>
      {found.length === 0 && <p className="stream-none muted">No stream of that name</p>}
      <ul ref={list} className="stream-list" aria-label="Delivery streams">
        {found.map((stream, index) => (
          <StreamItem
            key={`${placeOf(stream)} ${stream.name}`}
            stream={stream}
            timeZone={timeZone}
            isSelected={isSameStream(stream, selected)}
            isFirstOfPlace={index === 0 || placeOf(stream) !== placeOf(found[index - 1])}
            onChoose={({ account, region, name }) => update({ stream: { account, region, name } })}
          />
        ))}
      </ul>
    </div>
  );
}
