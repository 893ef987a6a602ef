import { formatCount } from './numbers.ts';

type PagerProps = {
  /** From 0. */
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  readonly onChange: (page: number) => void;
};

/** Steps through a list of several pages; nothing where there is only one. */
export function Pager({ page, pageSize, total, onChange }: PagerProps) {
  if (total <= pageSize) return null;
  const last = Math.ceil(total / pageSize) - 1;
  const first = page * pageSize + 1;
  return (
    <div className="pager">
      <span className="muted">
        {formatCount(first)}–{formatCount(Math.min(total, first + pageSize - 1))} of {formatCount(total)}
      </span>
      <button type="button" className="button small" disabled={page === 0} onClick={() => onChange(page - 1)}>
        Previous
      </button>
      <button type="button" className="button small" disabled={page >= last} onClick={() => onChange(page + 1)}>
        Next
      </button>
    </div>
  );
}
