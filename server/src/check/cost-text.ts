// What determinism costs, in words and rows for the reports; pure.
import type { FlagCost, MeasuredWay } from './result.ts';

const titles: Record<MeasuredWay['way'], string> = {
  'as-is': 'the script as it is',
  'with-flags': 'with the flags',
  'without-flags': 'without them',
};

export const costTitle = 'What determinism costs';

/** One row a way: its name, the time of a step, and the change. */
export function costRows({ ways }: FlagCost): [string, string, string][] {
  return ways.map(({ way, median_s, change, clear }) => {
    const percent = change === null ? '' : `${change < 0 ? '−' : '+'}${Math.abs(change * 100).toFixed(1)} %`;
    const sure = change === null || clear ? percent : `${percent}, within what steps vary by`;
    return [titles[way], `${timeText(median_s)} a step`, sure];
  });
}

export function costNote({ ways, warm_up }: FlagCost, device: string): string {
  const counted = Math.min(...ways.map(({ steps }) => steps));
  const flags = /^cpu\b/.test(device)
    ? 'the flag is use_deterministic_algorithms; those of cuDNN say nothing on a CPU'
    : 'the flags are use_deterministic_algorithms, cudnn.deterministic and no cudnn.benchmark; without them cudnn.benchmark is on';
  const only =
    ways.length === 1
      ? 'the script has no other way to run here'
      : `by turns in one run, medians of ${counted} steps each`;
  return `${only}, the first ${warm_up} left out; ${flags}`;
}

export function timeText(seconds: number): string {
  const [value, unit] =
    seconds >= 1 ? [seconds, 's'] : seconds >= 1e-3 ? [seconds * 1e3, 'ms'] : [seconds * 1e6, 'µs'];
  return `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ${unit}`;
}
