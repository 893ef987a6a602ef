type EndKeptProps = { readonly text: string; readonly title?: string; readonly className?: string };

const keptLength = 24;

/** One line of a long text, shortened in its middle where there is no room for it. */
export function EndKept({ text, title = text, className = '' }: EndKeptProps) {
  const cut = Math.max(0, text.length - keptLength);
  return (
    <span className={`end-kept selectable ${className}`} title={title}>
      <span>{text.slice(0, cut)}</span>
      <span>{text.slice(cut)}</span>
    </span>
  );
}
