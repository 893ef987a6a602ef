// A text to paste into a ticket, to keep or to print: a comparison, the timeline, or the timeline with every change.
import type { ShowOptions } from '../compare/comparison.ts';
import type { StreamHistory } from '../model.ts';
import { diffContent, timelineContent, type DiffContent, type ReportRequest } from './content.ts';
import { fileNameOf } from './fileName.ts';
import { diffHtml, timelineHtml } from './html.ts';
import { diffJson, timelineJson } from './json.ts';
import { diffMarkdown, timelineMarkdown } from './markdown.ts';

export type { ReportRequest } from './content.ts';

const endings = { markdown: 'md', json: 'json', html: 'html' } as const;
const diffWriters = { markdown: diffMarkdown, json: diffJson, html: diffHtml } as const;
const timelineWriters = { markdown: timelineMarkdown, json: timelineJson, html: timelineHtml } as const;

/** Errors: bad-request (a version that is not there, a moment that is no time). */
export function reportOf(
  history: StreamHistory,
  request: ReportRequest,
  options: ShowOptions,
): { readonly text: string; readonly fileName: string } {
  const { what, format } = request;
  if (what === 'diff') {
    const content = diffContent(history, request, options);
    const parts = [history.name, versionsText(content), what];
    return { text: diffWriters[format](content), fileName: fileNameOf(parts, endings[format]) };
  }
  const content = timelineContent(history, { ...request, what }, options);
  return { text: timelineWriters[format](content), fileName: fileNameOf([history.name, what], endings[format]) };
}

/** `v3-v6`; where a side is a moment without a version, its time. */
function versionsText({ comparison: { from, to } }: DiffContent): string {
  return [from, to].map(({ id, title }) => (id === undefined ? title.replaceAll(':', '') : `v${id}`)).join('-');
}
