// The result as a table for people.
import type { Measured } from './measure.ts';

const titles = ['what', 'measured: median (min–max)', 'reference before / after', 'ratio', 'goal', 'reached'];

export function tableOf(rows: readonly Measured[]): string {
  const lines = [titles, ...rows.map(cellsOf)];
  const widths = titles.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const drawn = lines.map((line) => drawLine(line, widths));
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [drawn[0], rule, ...drawn.slice(1)].join('\n');
}

function cellsOf({ what, measured, reference, ratio, goal }: Measured): readonly string[] {
  return [what, measured, reference ?? '', ratio ?? '', goal.text, goal.isReached ? 'yes' : 'NO'];
}

function drawLine(cells: readonly string[], widths: readonly number[]): string {
  return `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
}
