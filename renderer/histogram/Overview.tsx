// Where the range of time lies in the whole log: a line over the bars whose part can be dragged, or one of its ends.
// Only for the pointer: with the keys the range is typed.
import { useRef, useState, type PointerEvent } from 'react';

import { stretchText } from './histogramText.ts';
import type { Stretch } from './bars.ts';
import { gripAt, moved, rounded, type Grip } from './rangeDrag.ts';

type OverviewProps = {
  /** All that can be chosen from. */
  readonly whole: Stretch;
  readonly range: Stretch;
  readonly timeZone: string;
  readonly onChange: (fromMs: number, toMs: number) => void;
};

type Drag = { readonly grip: Grip; readonly x: number; readonly from: Stretch };

export function Overview({ whole, range, timeZone, onChange }: OverviewProps) {
  const drag = useRef<Drag>(undefined);
  const [draft, setDraft] = useState<Stretch>();
  const shown = draft ?? range;
  const percentOf = (ms: number) => ((ms - whole.fromMs) / (whole.toMs - whole.fromMs)) * 100;
  const begin = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const part = event.currentTarget.getBoundingClientRect();
    event.currentTarget.setPointerCapture?.(event.pointerId);
    drag.current = { grip: gripAt(event.clientX, part), x: event.clientX, from: range };
  };
  const follow = (event: PointerEvent<HTMLElement>) => {
    const width = event.currentTarget.parentElement?.clientWidth ?? 0;
    if (!drag.current || width === 0) return;
    const msPerPixel = (whole.toMs - whole.fromMs) / width;
    const { grip, x, from } = drag.current;
    setDraft(rounded(moved(from, grip, (event.clientX - x) * msPerPixel, whole), msPerPixel, timeZone));
  };
  const end = () => {
    drag.current = undefined;
    setDraft(undefined);
    if (draft) onChange(draft.fromMs, draft.toMs);
  };
  const left = percentOf(shown.fromMs);
  return (
    <div className="histogram-overview" aria-hidden title={`Drag to move the range, or one of its ends`}>
      <div
        className="histogram-part"
        style={{ left: `${left}%`, width: `${percentOf(shown.toMs) - left}%` }}
        onPointerDown={begin}
        onPointerMove={follow}
        onPointerUp={end}
        onPointerCancel={() => {
          drag.current = undefined;
          setDraft(undefined);
        }}
      />
      {draft && (
        <div className="tooltip histogram-tip" style={{ left: `clamp(120px, ${left}%, calc(100% - 120px))` }}>
          <strong>{stretchText(draft, timeZone)}</strong>
        </div>
      )}
    </div>
  );
}
