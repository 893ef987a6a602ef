import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';

import type { FoundDays } from '../../shared/aws/foundTrails.ts';
import { countOf } from '../ui/numbers.ts';
import { weeksOf, type CalendarDay } from './dayWeeks.ts';

type DayCalendarProps = {
  readonly found: FoundDays;
  /** The days that are chosen, both included; open where one is absent. */
  readonly first: string | undefined;
  readonly last: string | undefined;
  readonly onChoose: (first: string, last: string) => void;
};

/** Days that have logs, to be clicked or dragged over; the arrow keys go from one to the next. */
export function DayCalendar({ found, first, last, onChoose }: DayCalendarProps) {
  const weeks = useMemo(() => weeksOf(found), [found]);
  const most = useMemo(() => Math.max(1, ...found.days.map(({ folders }) => folders)), [found]);
  const choosing = useChoosing(onChoose);
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    scroller.current?.scrollTo({ left: scroller.current.scrollWidth });
  }, [weeks.length]);
  const isWithin = (day: string) => (first === undefined || day >= first) && (last === undefined || day <= last);
  const stop = found.days.findLast(({ day }) => isWithin(day))?.day ?? found.days.at(-1)?.day;
  return (
    <fieldset className="days" aria-label="Days with logs">
      <WeekdayNames />
      <div ref={scroller} className="day-weeks" onPointerLeave={choosing.end} onPointerUp={choosing.end}>
        {weeks.map(({ start, month, days }) => (
          <div key={start} className="day-week">
            <span className="day-month muted">{month}</span>
            {days.map((day, index) =>
              day && day.folders > 0 ? (
                <DayButton
                  key={day.day}
                  day={day}
                  share={day.folders / most}
                  isPressed={isWithin(day.day)}
                  isTabStop={day.day === stop}
                  choosing={choosing}
                />
              ) : (
                <span key={weekdays[index]} className={day ? 'day empty' : 'day none'} />
              ),
            )}
          </div>
        ))}
      </div>
    </fieldset>
  );
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Every other one stands beside the weeks; each day's own name has its date. */
function WeekdayNames() {
  return (
    <div className="day-names muted" aria-hidden="true">
      {weekdays.map((name, index) => (
        <span key={name}>{index % 2 === 0 ? name : ''}</span>
      ))}
    </div>
  );
}

type Choosing = {
  readonly begin: (day: string, isExtended: boolean) => void;
  readonly over: (day: string) => void;
  readonly end: () => void;
};

/** One day by a click, several by dragging over them or by Shift and a second click. */
function useChoosing(onChoose: DayCalendarProps['onChoose']): Choosing {
  const anchor = useRef<string>(undefined);
  const [isDragging, setDragging] = useState(false);
  const choose = (day: string) => {
    const from = anchor.current ?? day;
    onChoose(from < day ? from : day, from < day ? day : from);
  };
  return {
    begin: (day, isExtended) => {
      if (!isExtended) anchor.current = day;
      setDragging(true);
      choose(day);
    },
    over: (day) => isDragging && choose(day),
    end: () => setDragging(false),
  };
}

type DayButtonProps = {
  readonly day: CalendarDay;
  /** Of the most folders that a day has. */
  readonly share: number;
  readonly isPressed: boolean;
  /** The calendar is one stop of the tabulator key. */
  readonly isTabStop: boolean;
  readonly choosing: Choosing;
};

function DayButton({ day: { day, folders }, share, isPressed, isTabStop, choosing }: DayButtonProps) {
  const name = `${day}, ${countOf(folders, 'folder')}`;
  return (
    <button
      type="button"
      className={`day ${share > 0.66 ? 'much' : share > 0.33 ? 'some' : 'few'}`}
      aria-label={name}
      aria-pressed={isPressed}
      title={name}
      tabIndex={isTabStop ? 0 : -1}
      onPointerDown={(event) => {
        if (event.button === 0) choosing.begin(day, event.shiftKey);
      }}
      onPointerEnter={() => choosing.over(day)}
      onClick={(event) => {
        // By Enter or Space: a pointer has chosen already.
        if (event.detail === 0) choosing.begin(day, event.shiftKey);
        choosing.end();
      }}
      onKeyDown={goToDay}
    >
      {day.slice(8)}
    </button>
  );
}

const keySteps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 };

/** The next day with logs that way. */
function goToDay(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = keySteps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const cells = [...(event.currentTarget.closest('.day-weeks')?.querySelectorAll<HTMLElement>('.day') ?? [])];
  let index = cells.indexOf(event.currentTarget) + step;
  while (cells[index] && !(cells[index] instanceof HTMLButtonElement)) index += step;
  cells[index]?.focus();
}
