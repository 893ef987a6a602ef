import { useId, useState } from 'react';

import { momentLabel } from '../../shared/events/timeLabel.ts';
import { readTimeText } from '../../shared/events/timeText.ts';
import { useAppState, useView } from '../state/AppStateProvider.tsx';
import { timeContext } from '../state/timeRange.ts';
import { useApplyTime } from '../state/useTime.ts';
import { readingOf } from './reading.ts';

const untilNow = [
  'last 15 minutes',
  'last hour',
  'last 24 hours',
  'last 7 days',
  'last 30 days',
  'last 90 days',
] as const;
const ofTheLog = ['last day of the log', 'last 7 days of the log', 'last 30 days of the log'] as const;

/** Ranges to choose from, and a field to type any other; what was typed is read back at once. */
export function TimePanel({ onDone }: { readonly onDone: () => void }) {
  const state = useAppState();
  const time = useView((view) => view.time);
  const timeZone = useView((view) => view.query.timeZone);
  const apply = useApplyTime();
  const { lastEventMs } = timeContext(state, timeZone);
  const choose = (text: string) => {
    apply(text);
    onDone();
  };
  return (
    <>
      <TimeField key={time} onChoose={choose} />
      <div className="time-presets">
        <Presets title="Until now" texts={untilNow} chosen={time} onChoose={choose} />
        <div>
          {lastEventMs !== undefined && (
            <Presets
              title={`Until the log’s last event, ${momentLabel(lastEventMs, timeZone)}`}
              texts={ofTheLog}
              chosen={time}
              onChoose={choose}
            />
          )}
          <Presets title="No limits" texts={['']} chosen={time} onChoose={choose} />
        </div>
      </div>
    </>
  );
}

type TimeFieldProps = { readonly onChoose: (text: string) => void };

function TimeField({ onChoose }: TimeFieldProps) {
  const state = useAppState();
  const time = useView((view) => view.time);
  const timeZone = useView((view) => view.query.timeZone);
  const [text, setText] = useState(time);
  const [isTried, setTried] = useState(false);
  const id = useId();
  const context = timeContext(state, timeZone);
  const reading = readTimeText(text, context);
  const isWrong = reading.kind === 'problem';
  return (
    <form
      className="time-form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!isWrong) onChoose(text);
      }}
    >
      <label htmlFor={id}>
        From when to when <span className="muted">in {timeZone}</span>
      </label>
      <div className="time-line">
        <input
          id={id}
          className="search"
          placeholder="12 June, 2026-06-12 14:00 to 15:30, since Monday"
          autoComplete="off"
          spellCheck={false}
          value={text}
          aria-invalid={isWrong}
          aria-describedby={`${id}-reading`}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button primary">
          Apply
        </button>
      </div>
      <p
        id={`${id}-reading`}
        className={isWrong ? 'time-reading wrong' : 'time-reading'}
        role={isTried ? 'alert' : undefined}
      >
        {readingOf(reading, context).map((line) => (
          <span key={line}>{line}</span>
        ))}
      </p>
    </form>
  );
}

type PresetsProps = {
  readonly title: string;
  readonly texts: readonly string[];
  readonly chosen: string;
  readonly onChoose: (text: string) => void;
};

function Presets({ title, texts, chosen, onChoose }: PresetsProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="menu-label">
        {title}
      </h3>
      <ul>
        {texts.map((text) => (
          <li key={text}>
            <button type="button" className="time-preset" aria-pressed={text === chosen} onClick={() => onChoose(text)}>
              {presetName(text)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function presetName(text: string): string {
  const short = text.replace(' of the log', '');
  return short === '' ? 'All time' : short.charAt(0).toUpperCase() + short.slice(1);
}
