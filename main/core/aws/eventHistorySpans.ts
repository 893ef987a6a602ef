// Stretches of time, in whole seconds since 1970: from `from` up to, but not including, `to`.

export type Span = { readonly from: number; readonly to: number };

/** The same time in as few spans as possible, in order. */
export function mergeSpans(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  const filled = spans.filter(({ from, to }) => from < to);
  for (const span of filled.toSorted((one, other) => one.from - other.from)) {
    const last = merged.at(-1);
    if (last === undefined || span.from > last.to) merged.push(span);
    else merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return merged;
}

/** What of `whole` none of `spans` covers, in order. */
export function missingIn(whole: Span, spans: readonly Span[]): readonly Span[] {
  const missing: Span[] = [];
  let { from } = whole;
  for (const span of mergeSpans(spans)) {
    if (span.to <= from) continue;
    if (span.from >= whole.to) break;
    if (span.from > from) missing.push({ from, to: span.from });
    from = span.to;
  }
  if (from < whole.to) missing.push({ from, to: whole.to });
  return missing;
}

export function withoutSpan(spans: readonly Span[], hole: Span): readonly Span[] {
  return spans.flatMap((span) => missingIn(span, [hole]));
}
