import { Notice } from '../ui/ErrorNotice.tsx';

/** What a reader must know before believing what is below. */
export function RemarkList({ remarks }: { readonly remarks: readonly string[] }) {
  if (remarks.length === 0) return null;
  return (
    <Notice tone="warn">
      <ul className="remarks">
        {remarks.map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
    </Notice>
  );
}
