/** The target precision and its effects, as the server returns them, and the values derived from them. */
export interface Shares {
  answered: number;
  tentative: number;
  clarified: number;
  handed_over: number;
}

export interface Setting {
  promise: number;
  threshold: number;
  lately: Shares | null;
  calibrated: Shares;
}

export interface Answering {
  promise: number | null;
  set_by: string | null;
  set_at: string | null;
  default_promise: number | null;
  calibration: {
    id: string;
    source: string;
    questions: number;
    outcomes: number;
  } | null;
  lately: { days: number; questions: number };
  settings: Setting[];
  curve: { threshold: number; coverage: number; precision: number; counted_on: number }[];
  reliability: { said: number; right: number; questions: number }[];
}

export const LEAST = 0.5;
export const MOST = 0.99;
export const STEP = 0.01;

/** The effects at this target precision, taken from the nearest setting. */
export function settingAt(answering: Answering, promise: number): Setting | null {
  let best: Setting | null = null;
  for (const setting of answering.settings)
    if (!best || Math.abs(setting.promise - promise) < Math.abs(best.promise - promise)) best = setting;
  return best;
}

/** The end of an axis: the largest value, rounded up to a tenth, so that a flat curve is readable. */
export function mostOf(values: readonly number[]): number {
  return Math.min(1, Math.max(0.1, Math.ceil(Math.max(0, ...values) * 10) / 10));
}
