import { memo } from 'react';

import { paint, type Mark } from './paint.ts';

type PaintedFilterProps = { readonly text: string; readonly marks: readonly Mark[] };

/** A filter's text in its colours. */
export const PaintedFilter = memo(function PaintedFilter({ text, marks }: PaintedFilterProps) {
  return paint(text, marks).map((span, index) => (
    <span key={index} className={span.classes}>
      {span.text}
    </span>
  ));
});
