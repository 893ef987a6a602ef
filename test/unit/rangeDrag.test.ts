import { describe, expect, test } from 'vitest';

import { gripAt, moved, rounded } from '../../renderer/histogram/rangeDrag.ts';

const whole = { fromMs: 0, toMs: 1000 };
const range = { fromMs: 400, toMs: 600 };

describe('dragging a range within the whole', () => {
  test('near an end it is the end that moves, elsewhere the range; of a narrow one each has its third', () => {
    const part = { left: 100, right: 200 };
    expect([98, 106, 150, 194, 203].map((x) => gripAt(x, part))).toEqual(['from', 'from', 'both', 'to', 'to']);
    expect([101, 105, 108].map((x) => gripAt(x, { left: 100, right: 109 }))).toEqual(['from', 'both', 'to']);
  });

  test('the range keeps its length and stays within; an end stops at the other', () => {
    expect(moved(range, 'both', 100, whole)).toEqual({ fromMs: 500, toMs: 700 });
    expect(moved(range, 'both', 900, whole)).toEqual({ fromMs: 800, toMs: 1000 });
    expect(moved(range, 'both', -900, whole)).toEqual({ fromMs: 0, toMs: 200 });
    expect(moved(range, 'from', 900, whole)).toEqual({ fromMs: 600, toMs: 600 });
    expect(moved(range, 'to', -900, whole)).toEqual({ fromMs: 400, toMs: 400 });
    expect(moved(range, 'to', 900, whole)).toEqual({ fromMs: 400, toMs: 1000 });
  });

  test('it is rounded to what a hand can aim at, by the clocks of the zone, and is never empty', () => {
    const at = (text: string) => Date.parse(`${text}Z`);
    const hour = 3_600_000;
    const dragged = { fromMs: at('2026-06-12T13:50'), toMs: at('2026-06-14T02:10') };
    expect(rounded(dragged, 2 * hour, 'UTC')).toEqual({ fromMs: at('2026-06-12T14:00'), toMs: at('2026-06-14T02:00') });
    expect(rounded(dragged, 12 * hour, 'Asia/Kolkata')).toEqual({
      fromMs: at('2026-06-12T18:30'),
      toMs: at('2026-06-13T18:30'),
    });
    expect(rounded({ ...dragged, toMs: dragged.fromMs }, 12 * hour, 'UTC')).toEqual({
      fromMs: at('2026-06-13T00:00'),
      toMs: at('2026-06-14T00:00'),
    });
  });
});
