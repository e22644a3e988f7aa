/** The dial's state as the server gives it, and what is read off it. */
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

/** What the dial would do at this promise: the setting that is nearest to it. */
export function settingAt(answering: Answering, promise: number): Setting | null {
  let best: Setting | null = null;
  for (const setting of answering.settings)
    if (!best || Math.abs(setting.promise - promise) < Math.abs(best.promise - promise)) best = setting;
  return best;
}

/** The largest share on an axis: what is there, rounded up to a tenth, so that a flat curve can be read. */
export function mostOf(values: readonly number[]): number {
  return Math.min(1, Math.max(0.1, Math.ceil(Math.max(0, ...values) * 10) / 10));
}
